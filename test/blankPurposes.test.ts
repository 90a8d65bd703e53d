import { expect, test } from '@jest/globals';
import { decodeSignIn } from '../shared/decode/signIn';
import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import { judgeSignIn } from '../shared/domain/verdict/judge';
import { judgedLine } from '../shared/domain/verdict/judged';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import { CONSTANT_FIELDS } from '../tenant/world/record';
import { CASES, recordsOf } from './fixtureCases';
import { blanked, filled } from './fixtureSteps';

type Line = { readonly filled: string; readonly blank: string; readonly why: string };

const CERTIFICATE = 'A certificate may be either factor.';
const FROM_TOKEN = 'A claim from a token may be of either factor.';
const STRONG = 'A strong method is MFA in either place; the reason names the place.';

/** The only records with another verdict if the purpose is blank: by case, in their order, each with the reason. */
const MAY_DIFFER: Readonly<Record<string, readonly Line[]>> = {
  'blank-purpose-certificate-after-password': [
    { filled: 'mfa prompted', blank: 'cannotTell certificateStrength', why: CERTIFICATE },
    { filled: 'mfa prompted', blank: 'mfa requirementMet', why: CERTIFICATE },
  ],
  'blank-purpose-unknown-beside-password': [
    {
      filled: 'cannotTell unknownMethod',
      blank: 'withoutMfa weakPrimary',
      why: 'A step with neither method nor text says nothing unless its purpose does.',
    },
  ],
  'certificate-beside-password': [
    { filled: 'mfa prompted', blank: 'cannotTell certificateStrength', why: CERTIFICATE },
  ],
  'claim-in-access-token': [
    { filled: 'mfa claimInToken', blank: 'cannotTell firstFactorFromToken', why: FROM_TOKEN },
  ],
  'claim-satisfied-by-token': [
    { filled: 'mfa claimInToken', blank: 'cannotTell unknownMethod', why: FROM_TOKEN },
  ],
  'claim-without-text': [{ filled: 'mfa claimInToken', blank: 'cannotTell unknownMethod', why: FROM_TOKEN }],
  'external-federated-multipleauthn': [
    {
      filled: 'mfa externalProvider',
      blank: 'mfa requirementMet',
      why: 'Without the purpose, two steps at the identity provider may both be of the first factor.',
    },
  ],
  'prompt-fido2-after-password': [{ filled: 'mfa prompted', blank: 'mfa strongPrimary', why: STRONG }],
  'strong-blank-purpose': [{ filled: 'mfa prompted', blank: 'mfa strongPrimary', why: STRONG }],
  'texts-as-microsoft-lists-them': [
    { filled: 'mfa claimInToken', blank: 'mfa requirementMet', why: FROM_TOKEN },
    { filled: 'mfa externalProvider', blank: 'mfa requirementMet', why: FROM_TOKEN },
  ],
  'unknown-method-with-correct-password': [
    {
      filled: 'cannotTell unknownMethod',
      blank: 'mfa requirementMet',
      why: 'The only step may be the first factor, and then nothing contradicts the requirement.',
    },
  ],
};

test('a blank purpose changes only the verdicts that the table explains', async () => {
  const differing: Record<string, Omit<Line, 'why'>[]> = {};
  for (const name of CASES) {
    const raws = (await recordsOf(name)).flatMap((record) => ('raw' in record ? [record.raw] : []));
    const blank = verdictsOf(raws.map(blanked));
    const pairs = verdictsOf(raws.map(filled)).map((words, index) => ({
      filled: words,
      blank: blank[index] ?? '',
    }));
    const changed = pairs.filter((pair) => pair.filled !== pair.blank);
    if (changed.length > 0) differing[name] = changed;
  }
  expect(differing).toEqual(
    Object.fromEntries(
      Object.entries(MAY_DIFFER).map(([name, lines]) => [
        name,
        lines.map(({ filled, blank }) => ({ filled, blank })),
      ]),
    ),
  );
});

test('further fields from Microsoft change no verdict', async () => {
  const raws = (await Promise.all(CASES.map(recordsOf)))
    .flat()
    .flatMap((record) => ('raw' in record && isGraphRecord(record.raw) ? [record.raw] : []));
  expect(raws.length).toBeGreaterThan(300);
  expect(verdictsOf(raws.map((raw) => ({ ...CONSTANT_FIELDS, ...raw })))).toEqual(verdictsOf(raws));
});

function isGraphRecord(raw: unknown): raw is object {
  return typeof raw === 'object' && raw !== null && 'createdDateTime' in raw;
}

function verdictsOf(raws: readonly unknown[]): readonly string[] {
  const decoded = raws.map(decodeSignIn);
  const sessions = sessionProofs();
  for (const one of decoded) if (one.kind === 'signIn') sessions.addSignIn(one.signIn);
  const context = {
    apps: indexApps(ENFORCED_APPS),
    tenantId: 'e0000001-0000-4000-8000-000000000001',
    sessions,
    now: Date.parse('2026-03-10T12:00:00.000Z'),
  };
  return decoded.map((one) => {
    if (one.kind !== 'signIn') return one.kind;
    const { verdict, because, detail } = judgedLine(judgeSignIn(one.signIn, context));
    return [verdict, because, detail].filter(Boolean).join(' ');
  });
}
