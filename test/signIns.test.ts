import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { signInDecoder } from '../shared/decode/signIn';
import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import type { SignIn } from '../shared/domain/signIn/signIn';
import { judgeSignIn } from '../shared/domain/verdict/judge';
import { type JudgedLine, judgedLine } from '../shared/domain/verdict/judged';
import { type MethodClass, methodClassOf } from '../shared/domain/verdict/methods';
import { type Meaning, meaningOf } from '../shared/domain/verdict/resultTexts';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import {
  CANNOT_TELL,
  MFA_PROOFS,
  OUT_OF_SCOPE,
  SIGNALS,
  SKIPS,
  type VerdictKind,
  WITHOUT_MFA,
} from '../shared/domain/verdict/verdict';
import { CASES, FIXTURES, recordFile, recordsOf } from './fixtureCases';

const TENANT = 'e0000001-0000-4000-8000-000000000001';
const NOW = Date.parse('2026-03-10T12:00:00.000Z');

type Expected =
  | (Pick<JudgedLine, 'app' | 'verdict' | 'because' | 'detail' | 'signal'> & {
      /** A part of the evidence. */
      readonly evidence: string;
      readonly provisional?: true;
    })
  | { readonly error: string };
type Outcome =
  | { readonly signIn: SignIn; readonly line: JudgedLine }
  | { readonly signIn: null; readonly line: { readonly error: string } };

// Records, so that a member missing here does not compile.
const METHOD_CLASSES: Readonly<Record<MethodClass, true>> = {
  strong: true,
  certificate: true,
  password: true,
  weak: true,
  secondFactor: true,
  token: true,
  federated: true,
  unknown: true,
};
const MEANINGS: Readonly<Record<Meaning['kind'], true>> = {
  proof: true,
  skipped: true,
  lapsed: true,
  firstFactor: true,
  redirected: true,
  required: true,
  denied: true,
  password: true,
  succeeded: true,
};

/** A pattern in the text of every file of that form. */
const FORMS: Readonly<Record<string, RegExp>> = {
  graphBeta: /graph\.microsoft\.com\/beta\/\$metadata#auditLogs\/signIns/,
  graphV1: /graph\.microsoft\.com\/v1\.0\/\$metadata#auditLogs\/signIns/,
  portalJson: /^\[\s*\{\s*"id".*"createdDateTime".*"riskLevelDuringSignIn"/s,
  portalCsv: /^"Date \(UTC\)","Request ID",.*"Federated Token Issuer"\n/,
  eventHubInteractive: /^\{\s*"records".*"category": "SignInLogs"/s,
  eventHubNonInteractive: /^\{\s*"records".*"category": "NonInteractiveUserSignInLogs"/s,
  signInLogsJson: /^\[.*"Status": \{.*"Type": "SigninLogs"/s,
  signInLogsCsv: /^\ufeff.*CreatedDateTime \[UTC\].*\n"?\d+\/\d+\/\d{4}, .*,SigninLogs,/s,
  nonInteractiveLogsJson: /^\[.*"Type": "AADNonInteractiveUserSignInLogs".*"Status": "\{/s,
  nonInteractiveLogsCsv: /^\ufeff.*CreatedDateTime \[UTC\].*\n.*,AADNonInteractiveUserSignInLogs,/s,
  logAnalyticsAnswer: /^\{\s*"tables".*"columns".*"rows"/s,
};

test.each(CASES)('%s', async (name) => {
  const expected = JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')) as Expected[];
  const outcomes = await judgeCase(name);
  expect(outcomes.map(({ line }) => line)).toEqual(expected.map(asLine));
  expect(readFileSync(join(FIXTURES, name, 'why.md'), 'utf8')).toMatch(/^\S.*\.\n\nSource: \S.*\n$/);
});

describe('the cases together', () => {
  // The first test that needs it judges, not a hook: mutation testing must know which tests judge.
  let judged: Promise<readonly Outcome[]> | null = null;
  const outcomes = () => {
    judged ??= Promise.all(CASES.map(judgeCase)).then((all) => all.flat());
    return judged;
  };
  const lines = async () => (await outcomes()).flatMap(({ signIn, line }) => (signIn ? [line] : []));
  const signIns = async () => (await outcomes()).flatMap(({ signIn }) => (signIn ? [signIn] : []));
  const steps = async () => (await signIns()).flatMap((signIn) => signIn.steps ?? []);
  const becauseOf = async (verdict: VerdictKind) =>
    (await lines()).flatMap((line) => (line.verdict === verdict ? [line.because] : []));

  test('are at least 150', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(150);
  });

  test.each<[string, readonly string[], () => Promise<readonly (string | null)[]>]>([
    ['proof of MFA', MFA_PROOFS, () => becauseOf('mfa')],
    ['reason to be without MFA', ['skipped', ...WITHOUT_MFA], () => becauseOf('withoutMfa')],
    ['reason not to tell', CANNOT_TELL, () => becauseOf('cannotTell')],
    ['reason to be out of scope', OUT_OF_SCOPE, () => becauseOf('outOfScope')],
    ['skip', SKIPS, async () => (await lines()).map(({ detail }) => detail)],
    ['signal', SIGNALS, async () => (await lines()).map(({ signal }) => signal)],
    ['enforced app', ENFORCED_APPS.map(({ key }) => key), async () => (await lines()).map(({ app }) => app)],
    [
      'id of an enforced app',
      ENFORCED_APPS.flatMap((app) => [...app.clientAppIds, ...app.resourceIds]),
      async () => (await signIns()).flatMap(({ appId, resourceId }) => [appId, resourceId]),
    ],
    [
      'class of method',
      Object.keys(METHOD_CLASSES),
      async () => (await steps()).map(({ method }) => methodClassOf(method ?? '')),
    ],
    [
      'meaning of a result text',
      Object.keys(MEANINGS),
      async () => (await steps()).map(({ result }) => meaningOf(result ?? '')?.kind ?? null),
    ],
    ['form of record', Object.keys(FORMS), async () => formsMet()],
  ])('show every %s', async (_, members, met) => {
    const seen = new Set(await met());
    expect(members.filter((member) => !seen.has(member))).toEqual([]);
  });
});

function formsMet(): readonly string[] {
  const texts = CASES.map((name) => readFileSync(recordFile(name), 'utf8'));
  return Object.keys(FORMS).filter((form) => texts.some((text) => FORMS[form]?.test(text)));
}

/** Reads, learns the sessions and judges, like `scan`. */
async function judgeCase(name: string): Promise<readonly Outcome[]> {
  const decoded = (await recordsOf(name)).map((record) =>
    'raw' in record ? decode(record.raw) : { error: record.error },
  );
  const sessions = sessionProofs();
  for (const one of decoded) if ('id' in one) sessions.addSignIn(one);
  const context = { apps: indexApps(ENFORCED_APPS), tenantId: TENANT, sessions, now: NOW };
  return decoded.map((one) =>
    'id' in one ? { signIn: one, line: judgedLine(judgeSignIn(one, context)) } : { signIn: null, line: one },
  );
}

/** Decodes like a file with dates in the order of the United States. */
const decodeSignIn = signInDecoder('monthFirst');

function decode(raw: unknown): SignIn | { readonly error: string } {
  const decoded = decodeSignIn(raw);
  if (decoded.kind === 'signIn') return decoded.signIn;
  if (decoded.kind === 'otherLog') return { error: decoded.log };
  return { error: `${decoded.reject.field}: ${decoded.reject.reason}` };
}

function asLine(expected: Expected): unknown {
  if ('error' in expected) return expected;
  const { evidence, provisional = false, ...rest } = expected;
  return expect.objectContaining({
    ...rest,
    provisional,
    evidence: expect.stringContaining(evidence),
  });
}
