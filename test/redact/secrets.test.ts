import { describe, expect, test } from '@jest/globals';
import {
  aGraphRecord,
  asDottedRow,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPortalCsvRow,
  asPowerShellRecord,
  csv,
  type JsonObject,
} from '../decode/records';
import { fc } from '../seededFc';
import { heldIn } from './leaves';
import { redactedText } from './redactedText';

// Whatever stands where, and however broken the text is: nothing that could be somebody's comes through.
const RUNS = { numRuns: 5 * (fc.readConfigureGlobal().numRuns ?? 100) };

/** Letters that make no word of Microsoft's. */
const anyWord = fc
  .array(fc.constantFrom(...'qwxzjkvyüßж'), { minLength: 6, maxLength: 9 })
  .map((letters) => letters.join(''));
const anyName = fc
  .tuple(anyWord, anyWord)
  .map(([first, last]) => `${first[0]?.toUpperCase()}${first.slice(1)} ${last}`);
const anyDigits = fc
  .array(fc.constantFrom(...'123456789'), { minLength: 8, maxLength: 15 })
  .map((all) => all.join(''));

/** A value, and its parts that must not come through. */
type Secret = { readonly value: string; readonly parts: readonly string[] };
const whole = (value: string): Secret => ({ value, parts: [value] });

const anySecret: fc.Arbitrary<Secret> = fc.oneof(
  anyWord.map(whole),
  anyName.map((value) => ({ value, parts: value.split(' ') })),
  fc
    .tuple(anyWord, anyWord)
    .map(([local, domain]) => ({ value: `${local}@${domain}.com`, parts: [local, domain] })),
  fc.tuple(anyWord, anyWord, anyWord).map(([local, home, domain]) => ({
    value: `${local}_${home}.com#EXT#@${domain}.onmicrosoft.com`,
    parts: [local, home, domain],
  })),
  fc.uuid().map(whole),
  fc
    .ipV4()
    .filter((ip) => /^\d\d+\.\d+\.\d\d+\.\d\d+$/.test(ip) && !ip.startsWith('198.1'))
    .map(whole),
  fc
    .ipV6()
    .filter((ip) => /^[\da-f:]{20,}$/i.test(ip))
    .map(whole),
  anyDigits.map((digits) => ({ value: `+${digits}`, parts: [digits] })),
  fc
    .tuple(anyWord, anyWord)
    .map(([host, path]) => ({ value: `https://${host}.example/${path}?q=1`, parts: [host, path] })),
  anyWord.map((word) => ({ value: `/subscriptions/rg-${word}/x`, parts: [word] })),
  anyWord.map((word) => ({ value: `${word.toUpperCase()}\\admin`, parts: [word] })),
  fc
    .tuple(anyWord, anyWord)
    .map(([a, b]) => whole(Buffer.from(`${a} ${b}`).toString('base64').replace(/=+$/, ''))),
);

/** Ways in which a value may stand in a field. */
const WRAPPINGS: readonly ((secret: string) => unknown)[] = [
  (secret) => secret,
  (secret) => ` ${secret} `,
  (secret) => secret.toUpperCase(),
  (secret) => [secret],
  (secret) => [{ displayName: secret, id: secret, name: secret, value: secret, key: secret }],
  (secret) => ({ [secret]: secret }),
  (secret) => ({
    errorCode: secret,
    failureReason: secret,
    additionalDetails: secret,
    [secret]: { a: [secret] },
  }),
  (secret) => JSON.stringify({ errorCode: 0, failureReason: secret, [secret]: secret }),
  (secret) =>
    JSON.stringify([
      { authenticationMethod: secret, authenticationStepResultDetail: JSON.stringify(secret) },
    ]),
  (secret) => `{"errorCode":"${secret}`,
  (secret) => `MFA denied; ${secret} declined the authentication`,
  (secret) => `Mozilla/5.0 (${secret}; Win64) Chrome/140.0 ${secret}/1.0`,
  (secret) => `User account '${secret}' does not exist in tenant "${secret}"(${secret}).`,
  (secret) => encodeURIComponent(secret),
  (secret) => `@{errorCode=${secret}; failureReason=${secret}}`,
  (secret) => Number(secret.replace(/\D/g, '').slice(0, 15) || 7),
];

const FIELDS = [
  ...Object.keys(aGraphRecord()),
  ...[
    'agent',
    'networkLocationDetails',
    'mfaDetail',
    'appliedConditionalAccessPolicies',
    'signInIdentifier',
    'identity',
  ],
  ...[
    'authenticationProcessingDetails',
    'uniqueTokenIdentifier',
    'homeTenantName',
    'autonomousSystemNumber',
    'value',
  ],
  ...[
    'records',
    'tables',
    'columns',
    'rows',
    'properties',
    'error',
    'newField',
    'authenticationRequirementPolicies',
  ],
];

const anyHostileRecord = fc
  .tuple(
    anySecret,
    fc.dictionary(fc.constantFrom(...FIELDS), fc.constantFrom(...WRAPPINGS), { minKeys: 1, maxKeys: 12 }),
    fc.boolean(),
  )
  .map(([secret, wrapped, isKey]) => ({
    secret,
    record: aGraphRecord({
      ...Object.fromEntries(Object.entries(wrapped).map(([field, wrap]) => [field, wrap(secret.value)])),
      ...(isKey && { [secret.value]: 1, [`status.${secret.value}`]: secret.value }),
    }),
  }));

const texts = (row: JsonObject) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
    ]),
  );

const FORMS: Readonly<Record<string, (record: JsonObject) => string>> = {
  Graph: (record) => JSON.stringify(record),
  'a page': (record) => JSON.stringify({ '@odata.context': 'x', value: [record, aGraphRecord()] }, null, 2),
  'Event Hub': (record) => JSON.stringify({ records: [asEventHubRecord(record)] }),
  PowerShell: (record) => JSON.stringify([asPowerShellRecord(record)], null, 2),
  'Log Analytics': (record) => JSON.stringify(asLogAnalyticsRow(record)),
  'a table': (record) =>
    JSON.stringify({
      tables: [
        {
          columns: Object.keys(asLogAnalyticsRow(record)).map((name) => ({ name, type: 'string' })),
          rows: [Object.values(asLogAnalyticsRow(record))],
        },
      ],
    }),
  'CSV of Log Analytics': (record) => csv([asLogAnalyticsCsvRow(record)]),
  'CSV of the portal': (record) => csv([asPortalCsvRow(record)], ';'),
  'dotted CSV': (record) => csv([texts(asDottedRow(record))]),
};

function secretIn(text: string, secret: Secret): readonly string[] {
  return heldIn(redactedText(text) ?? '', secret.parts);
}

describe('a value that could be somebody’s', () => {
  test.each(Object.keys(FORMS))('does not come through in the form of %s', (form) => {
    fc.assert(
      fc.property(anyHostileRecord, ({ secret, record }) => {
        expect(secretIn(FORMS[form]?.(record) ?? '', secret)).toEqual([]);
      }),
      RUNS,
    );
  });

  test.each(Object.keys(FORMS))('does not come through in a broken text in the form of %s', (form) => {
    const anyBreak = fc.tuple(
      fc.nat(),
      fc.nat(40),
      fc.constantFrom('', '"', '\n', '{', '}', '[', ',', ':', '\\', "'", '\u0000'),
    );
    fc.assert(
      fc.property(
        anyHostileRecord,
        fc.array(anyBreak, { minLength: 1, maxLength: 4 }),
        ({ secret, record }, breaks) => {
          let text = FORMS[form]?.(record) ?? '';
          for (const [place, length, instead] of breaks) {
            const at = place % text.length;
            text = `${text.slice(0, at)}${instead}${text.slice(at + length)}`;
          }
          expect(secretIn(text, secret)).toEqual([]);
        },
      ),
      RUNS,
    );
  });

  test('does not come through in any text at all', () => {
    fc.assert(
      fc.property(
        anySecret,
        fc.string(),
        fc.string(),
        fc.constantFrom('{', '[', '{"id":"', 'id,status\n"', ''),
        (secret, before, after, start) => {
          expect(secretIn(`${start}${before}${secret.value}${after}`, secret)).toEqual([]);
        },
      ),
      RUNS,
    );
  });

  test('with letters and digits keeps none of its digits, in a user agent or a text', () => {
    const someDigits = fc.stringMatching(/^[1-9]{5}$/);
    fc.assert(
      fc.property(anyWord, someDigits, fc.boolean(), (word, digits, isFirst) => {
        const serial = isFirst ? `${digits}${word}` : `${word}${digits}`;
        const record = aGraphRecord({
          userAgent: `Mozilla/5.0 (DESKTOP-${serial}; Win64; ${serial}) Chrome/140.0`,
          status: { errorCode: 0, failureReason: `MFA denied on ${serial}`, additionalDetails: null },
        });
        // An id that was derived may hold any five digits.
        const { userAgent, status } = JSON.parse(redactedText(JSON.stringify(record)) ?? '');
        expect(heldIn(JSON.stringify([userAgent, status]), [word, digits])).toEqual([]);
        expect(userAgent).toContain('Chrome/140.0');
      }),
      RUNS,
    );
  });

  test.each([
    ['a serial number', 'DESKTOP-7F3K9Q2'],
    ['an id without hyphens', '4c9d07e5b2f81a36'],
  ])('%s keeps neither its digits nor their places', (_what, secret) => {
    const copy = redactedText(JSON.stringify(aGraphRecord({ userAgent: `Chrome/140.0 (${secret})` }))) ?? '';
    expect(copy).toMatch(/Chrome\/140\.0 \((?:DESKTOP-)?zz\d+\)/i);
  });

  test('beside a word of Microsoft keeps none of its digits either', () => {
    const copy = redactedText(JSON.stringify(aGraphRecord({ userAgent: 'WindowsZqxwvk48213 Edge/140.0' })));
    expect(JSON.parse(copy ?? '').userAgent).toMatch(/^Windowszz\d+00000 Edge\/140\.0$/);
  });

  test('does not come through in pieces', () => {
    fc.assert(
      fc.property(anyHostileRecord, fc.integer({ min: 1, max: 300 }), ({ secret, record }, size) => {
        const text = JSON.stringify(record);
        const copy = redactedText(text, size) ?? '';
        expect(heldIn(copy, secret.parts)).toEqual([]);
        expect(copy.length).toBe(redactedText(text)?.length);
      }),
      RUNS,
    );
  });
});
