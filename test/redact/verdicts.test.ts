import { beforeAll, describe, expect, test } from '@jest/globals';
import { redactionContext } from '../../local/redact/context';
import { redactText } from '../../local/redact/text';
import { signInDecoder } from '../../shared/decode/signIn';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { causeOf } from '../../shared/domain/verdict/cause';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { methodClassOf } from '../../shared/domain/verdict/methods';
import { meaningOf, plain } from '../../shared/domain/verdict/resultTexts';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { aGraphRecord, type JsonObject } from '../decode/records';
import { CASES, recordsOf } from '../fixtureCases';
import { fc } from '../seededFc';
import { redactedText, TENANT } from './redactedText';

// A copy leads to the verdicts of the original, whatever stands in the records.
const RUNS = { numRuns: 5 * (fc.readConfigureGlobal().numRuns ?? 100) };
const NOW = Date.parse('2026-03-10T12:00:00.000Z');
/** Of this tenant in the copy: the first of all. */
const COPY_TENANT = 'facade00-0000-4000-8000-000000000001';

function conclusion(raw: unknown, tenantId: string): unknown {
  const decoded = signInDecoder('monthFirst')(raw);
  if (decoded.kind === 'otherLog') return 'other log';
  if (decoded.kind === 'rejected') return [decoded.reject.field, decoded.reject.reason];
  const sessions = sessionProofs();
  sessions.addSignIn(decoded.signIn);
  const judged = judgeSignIn(decoded.signIn, {
    apps: indexApps(ENFORCED_APPS),
    tenantId,
    sessions,
    now: NOW,
  });
  return [
    judged.app,
    judged.verdict.kind,
    causeOf(judged),
    judged.signal,
    judged.provisional,
    decoded.signIn.createdDateTime,
    judged.verdict.evidence.map(({ field }) => field),
  ];
}

function expectSame(raw: unknown): void {
  // As JSON has it.
  const text = JSON.stringify(raw);
  const copy = redactedText(text);
  expect(conclusion(JSON.parse(copy ?? 'null'), COPY_TENANT)).toEqual(conclusion(JSON.parse(text), TENANT));
}

const PHRASES = [
  ...[
    'Password',
    'FIDO2 security key',
    'Previously satisfied',
    'X.509 certificate',
    'Contoso Authenticator',
    'PingFederate MFA',
  ],
  ...[
    'MFA requirement satisfied by claim in the token',
    'MFA requirement skipped due to location',
    'CorpExternalAuth',
  ],
  ...[
    'First factor requirement satisfied by claim in the token',
    'user didn’t enter the code',
    'MFA waived by the moon',
  ],
  ...[
    'MFA denied; user declined the authentication',
    'Multi‑factor authentication',
    'Primary authentication',
  ],
  ...[
    'requiremfa',
    'RequireDuoMfa',
    'B2BCOLLABORATION',
    'b2bCollaboration',
    'passthrough',
    'AD FS',
    'adfs',
    'Alex’s phone',
  ],
  ...[
    'multifactor',
    'SecurityDefaults',
    'ropc',
    'deviceCode',
    'InsideCorpNet',
    'one-time passcode',
    'E-mail OTP',
    'oathtoken',
  ],
];
const anyWord = fc.oneof(
  fc.constantFrom(...PHRASES.flatMap((phrase) => phrase.split(' '))),
  fc.constantFrom(
    'Müller',
    'Ångström',
    'x9',
    '15551234567',
    'ContosoMFA',
    'contosofido',
    'Федоров',
    "O'Brien",
  ),
);
const anyText = fc.oneof(
  fc.constantFrom(...PHRASES),
  fc
    .array(fc.tuple(anyWord, fc.constantFrom(' ', '-', '; ', '  ', '_', ' (')), { maxLength: 8 })
    .map((parts) => parts.flat().join('')),
  fc.string(),
);

describe('a text', () => {
  test('means the same with its names replaced', () => {
    const { context } = redactionContext({ apps: indexApps(ENFORCED_APPS), tenants: new Set() });
    const reading = (text: string) => ({
      meaning: meaningOf(text),
      method: methodClassOf(text),
      isMfa: [plain(text).includes('mfa'), plain(text).startsWith('mfa')],
      isCode: /e-?mail.*(otp|code)|one-time passcode/i.test(text),
      isPassword: /^password$/i.test(text),
    });
    fc.assert(
      fc.property(anyText, (text) => {
        expect(reading(redactText(text, context))).toEqual(reading(text));
      }),
      RUNS,
    );
  });
});

describe('the verdict of a record', () => {
  let records: readonly JsonObject[] = [];
  beforeAll(async () => {
    const all = (await Promise.all(CASES.map(recordsOf))).flat();
    records = all.flatMap((record) => ('raw' in record ? [record.raw as JsonObject] : []));
  });
  const anyStep = fc.record({
    authenticationMethod: fc.option(anyText),
    authenticationMethodDetail: fc.option(anyText),
    succeeded: fc.constantFrom(true, false, null, 'True'),
    authenticationStepResultDetail: fc.option(anyText),
    authenticationStepRequirement: fc.option(anyText),
  });
  const anyPolicy = fc.record({
    id: fc.option(anyText),
    displayName: fc.option(anyText),
    result: fc.constantFrom('success', 'failure', 'reportOnlyFailure'),
    enforcedGrantControls: fc.array(anyText, { maxLength: 2 }),
  });
  const anyChanges = fc.record(
    {
      authenticationDetails: fc.array(anyStep, { maxLength: 4 }),
      authenticationRequirement: anyText,
      crossTenantAccessType: anyText,
      tokenIssuerType: anyText,
      userType: anyText,
      authenticationProtocol: anyText,
      appliedConditionalAccessPolicies: fc.array(anyPolicy, { maxLength: 2 }),
      homeTenantId: fc.constantFrom(
        TENANT,
        'e0000002-0000-4000-8000-000000000002',
        '9188040d-6c67-4c5b-b112-36a304b66dad',
        '',
      ),
      resourceTenantId: fc.constantFrom(
        TENANT,
        'E0000001-0000-4000-8000-000000000001',
        'e0000002-0000-4000-8000-000000000002',
      ),
      resourceId: fc.constantFrom(
        '797F4846-ba00-4fd7-ba43-dac1f8f63013',
        'b0000001-0000-4000-8000-000000000009',
        '',
      ),
      status: fc.record({
        errorCode: fc.constantFrom(0, '0', 50076, 50126, '530001', 12345678),
        additionalDetails: fc.option(anyText),
      }),
      isInteractive: fc.constantFrom(true, false, 'True', null),
      signInEventTypes: fc.constantFrom(
        ['interactiveUser'],
        '["nonInteractiveUser"]',
        'servicePrincipal',
        [],
      ),
    },
    { requiredKeys: [] },
  );

  test('stays with other words, people and tenants in it', () => {
    fc.assert(
      fc.property(fc.nat(), anyChanges, (index, changes) => {
        expectSame({ ...records[index % records.length], ...changes });
      }),
      RUNS,
    );
  });

  test('stays, or its reject, with any JSON in its fields', () => {
    const anyFields = fc.dictionary(
      fc.constantFrom(...Object.keys(aGraphRecord()), 'properties', 'Id', 'ResultType', 'Request ID'),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(fc.nat(), anyFields, (index, fields) => {
        expectSame({ ...records[index % records.length], ...fields });
      }),
      RUNS,
    );
  });
});
