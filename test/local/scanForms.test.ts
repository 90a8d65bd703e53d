import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  aGraphRecord,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asPortalCsvRow,
  csv,
  type JsonObject,
  without,
} from '../decode/records';
import { mfaWatch } from './commandLine';
import { type Files, putFiles } from './putFiles';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-forms-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (files: Files) => putFiles(folder, files);

async function scanned(...names: readonly string[]) {
  const paths = names.length === 0 ? [folder] : names.map((name) => join(folder, name));
  const { code, stdout, stderr } = await mfaWatch(['scan', '--format', 'ndjson', ...paths]);
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line): JsonObject => JSON.parse(line));
  const verdicts = lines.map(({ verdict, because, error }) => error ?? `${verdict} ${because}`);
  return { code, lines, verdicts, messages: stderr.replaceAll(`${folder}/`, '').trim().split('\n') };
}

const id = (n: number) => `a000000${n}-0000-4000-8000-000000000001`;
const PASSKEY = {
  authenticationMethod: 'Passkey (device-bound)',
  succeeded: true,
  authenticationStepRequirement: 'Primary authentication',
};
const withPassword = aGraphRecord({ id: id(1) });
const withPasskey = aGraphRecord({ id: id(2), authenticationDetails: [PASSKEY] });

/** As the second file of the portal's download has the steps. */
function stepRows(...records: readonly JsonObject[]) {
  return records.flatMap((record) =>
    (record.authenticationDetails as readonly JsonObject[]).map((step) => ({
      'Date (UTC)': String(step.authenticationStepDateTime ?? ''),
      'Request ID': String(record.id),
      'Authentication method': String(step.authenticationMethod),
      'Authentication method detail': String(step.authenticationMethodDetail ?? ''),
      Succeeded: String(step.succeeded),
      'Result detail': String(step.authenticationStepResultDetail ?? ''),
      Requirement: String(step.authenticationStepRequirement ?? ''),
    })),
  );
}

describe('the two CSV files of a portal download', () => {
  const main = csv([withPassword, withPasskey].map(asPortalCsvRow));
  const steps = csv(stepRows(withPasskey, withPassword));

  test.each([
    [['InteractiveSignIns.csv', 'InteractiveSignIns_AuthDetails.csv']],
    [['InteractiveSignIns_AuthDetails.csv', 'InteractiveSignIns.csv']],
    [[]],
  ])('are joined by request id, given as %j', async (names) => {
    await put({ 'InteractiveSignIns.csv': main, 'InteractiveSignIns_AuthDetails.csv': steps });
    expect(await scanned(...names)).toMatchObject({
      code: 0,
      verdicts: ['withoutMfa weakPrimary', 'mfa strongPrimary'],
      messages: [''],
    });
  });

  test('are joined after Excel has saved them', async () => {
    const semicolons = csv(
      [withPassword, withPasskey].map((record) => ({
        ...asPortalCsvRow(record),
        'Date (UTC)': '15.06.2026 12:01:47',
      })),
      ';',
    );
    await put({
      'main.csv': Buffer.from(`\ufeffsep=;\r\n${semicolons}`, 'utf16le'),
      'steps.csv': csv(stepRows(withPassword, withPasskey), ';'),
    });
    const { lines, verdicts } = await scanned();
    expect(verdicts).toEqual(['withoutMfa weakPrimary', 'mfa strongPrimary']);
    expect(lines[0]).toMatchObject({ createdDateTime: '2026-06-15T12:01:47.000Z' });
  });

  test('each alone gets one line that names the other', async () => {
    await put({ 'main.csv': main, 'steps/steps.csv': steps });
    expect(await scanned('main.csv')).toMatchObject({
      code: 0,
      verdicts: ['cannotTell noDetails', 'cannotTell noDetails'],
      messages: [
        'mfa-watch: main.csv: 2 sign-ins lack the authentication details. Give the AuthDetails file of the download too, or the download as JSON.',
      ],
    });
    const steps1 = await scanned('steps/steps.csv');
    expect([steps1.code, steps1.messages]).toEqual([
      3,
      [expect.stringMatching(/^mfa-watch: steps\/steps\.csv: .* one of the two files/)],
    ]);
    expect((await scanned('steps')).messages[0]).toMatch(/steps\.csv skipped: .*one of the two files/);
  });
});

describe('dates of a region', () => {
  const rows = (...dates: readonly string[]) =>
    csv(
      dates.map((date, index) => ({
        ...asLogAnalyticsCsvRow(aGraphRecord({ id: id(index), authenticationDetails: [] })),
        'CreatedDateTime [UTC]': date,
      })),
    );

  test('are read in the order that the whole file shows, even if only the last row shows it', async () => {
    const early = Array.from({ length: 9 }, () => '05/06/2026, 12:01:47.123');
    await put({ 'signins.csv': rows(...early, '15/06/2026, 12:01:47.123') });
    const { code, lines } = await scanned('signins.csv');
    expect([code, lines[0]?.createdDateTime, lines[9]?.createdDateTime]).toEqual([
      0,
      '2026-06-05T12:01:47.123Z',
      '2026-06-15T12:01:47.123Z',
    ]);
  });

  test('make the file refused if nothing decides, or if they contradict each other', async () => {
    await put({
      'a.csv': rows('05/06/2026, 12:01:47', '06/06/2026, 12:01:47'),
      'b/b.csv': rows('05/06/2026, 12:01:47', '15/06/2026, 12:01:47', '06/15/2026, 12:01:47'),
    });
    const { code, lines, messages } = await scanned('a.csv', 'b');
    expect([code, lines]).toEqual([3, []]);
    expect(messages).toEqual([
      'mfa-watch: a.csv: dates such as 05/06/2026, 12:01:47 can be day first or month first, and nothing in the file shows which. Export it again as JSON, or with the region set to English (United States).',
      expect.stringMatching(/^mfa-watch: b\/b\.csv: .* the file has dates of both orders\. /),
    ]);
  });

  test('are read month first if only their style shows the order, which is reported', async () => {
    await put({ 'signins.csv': rows('6/5/2026, 2:01:47.123 PM') });
    const { lines, messages } = await scanned('signins.csv');
    expect(lines[0]).toMatchObject({ createdDateTime: '2026-06-05T14:01:47.123Z' });
    expect(messages).toContain(
      'mfa-watch: signins.csv: dates are read month first, as in the United States.',
    );
  });
});

describe('something that a file holds besides sign-ins, or leaves out, is reported in one line and is not an error', () => {
  const other = (category: string) =>
    JSON.stringify({ time: '2026-03-02T10:00:00Z', operationName: 'x', category, properties: { id: 'x' } });

  test('records of other logs', async () => {
    const many = Array.from({ length: 1_500 }, () => other('MicrosoftGraphActivityLogs'));
    const text = [...many, JSON.stringify(asEventHubRecord(withPassword)), other('AuditLogs')].join('\n');
    await put({ 'hub.ndjson': text });
    expect(await scanned('hub.ndjson')).toEqual({
      code: 0,
      lines: [expect.objectContaining({ verdict: 'withoutMfa' })],
      verdicts: ['withoutMfa weakPrimary'],
      messages: [
        'mfa-watch: 1,501 records of other logs were left out: MicrosoftGraphActivityLogs, AuditLogs.',
      ],
    });
  });

  test('further pages', async () => {
    const page = {
      '@odata.context': 'c',
      '@odata.nextLink': 'https://graph.microsoft.com/beta/x',
      value: [withPassword],
    };
    await put({ 'page.json': JSON.stringify(page) });
    expect(await scanned('page.json')).toMatchObject({
      code: 0,
      verdicts: ['withoutMfa weakPrimary'],
      messages: ['mfa-watch: page.json: more pages follow (@odata.nextLink), so this is not the whole log.'],
    });
  });

  test('columns that a query left out', async () => {
    const { AuthenticationDetails, Status_dynamic, Status_string, ...row } =
      asLogAnalyticsCsvRow(withPassword);
    await put({
      'rows.csv': csv([{ ...row, ResultType: '0', 'CreatedDateTime [UTC]': '2026-03-02T10:34:32Z' }]),
    });
    const { code, messages } = await scanned('rows.csv');
    expect([code, messages]).toEqual([
      0,
      [
        expect.stringMatching(
          /^mfa-watch: rows\.csv: 1 sign-in lacks AuthenticationDetails.* Export again with these columns\.$/,
        ),
      ],
    ]);
  });

  test('users, if all records are of service principals', async () => {
    const workload = asPortalCsvRow(withPassword);
    const { User, Username, 'User ID': _userId, ...row } = workload;
    await put({ 'ApplicationSignIns.csv': csv([{ ...row, 'Service principal ID': 'f0000001' }]) });
    const { verdicts, messages } = await scanned('ApplicationSignIns.csv');
    expect(verdicts).toEqual(['outOfScope workloadIdentity']);
    expect(messages[0]).toMatch(/All records are sign-ins of service principals/);
  });
});

test('a record that only its envelope dates is judged at that time', async () => {
  const { properties, ...envelope } = asEventHubRecord(withPassword);
  const record = {
    ...envelope,
    time: '6/5/2026 12:05:00 PM',
    properties: without(properties as JsonObject, 'createdDateTime', 'authenticationDetails'),
  };
  await put({ 'hub.ndjson': JSON.stringify(record) });
  const { lines } = await scanned('hub.ndjson');
  expect(lines[0]).toMatchObject({ createdDateTime: '2026-06-05T12:05:00.000Z', because: 'noDetails' });
});

test('a hostile cell costs one record, not the file', async () => {
  const row = { ...asLogAnalyticsCsvRow(withPassword), 'CreatedDateTime [UTC]': '2026-03-02T10:34:32Z' };
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`c${index}`, 'x']));
  await put({
    'rows.csv': csv([
      { ...row, ...wide },
      { ...row, ...wide, Id: id(3), AuthenticationDetails: `${'['.repeat(150_000)}${']'.repeat(150_000)}` },
      { ...row, ...wide, Id: id(4), UserAgent: 'x'.repeat(300_000) },
    ]),
  });
  const { code, verdicts } = await scanned('rows.csv');
  expect([code, verdicts]).toEqual([
    3,
    [
      'withoutMfa weakPrimary',
      'authenticationDetails: holds a step that is not an object',
      'withoutMfa weakPrimary',
    ],
  ]);
});
