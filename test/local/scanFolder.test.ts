import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  aGraphRecord,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPortalCsvRow,
  csv,
  type JsonObject,
  without,
} from '../decode/records';
import { BUILT, mfaWatch } from './commandLine';
import { type Files, putFiles } from './putFiles';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (files: Files) => putFiles(folder, files);

type Line = { readonly id?: string; readonly file?: string; readonly because?: string };
async function scanned(...paths: readonly string[]) {
  const args = paths.length === 0 ? [folder] : paths.map((path) => join(folder, path));
  const { code, stdout, stderr } = await mfaWatch(['scan', '--format', 'ndjson', ...args]);
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line): Line => JSON.parse(line));
  return { code, lines, ids: lines.map(({ id }) => id), messages: stderr.replaceAll(`${folder}/`, '') };
}

async function report(...paths: readonly string[]) {
  const args = paths.map((path) => join(folder, path));
  const { code, stdout, stderr } = await mfaWatch(['scan', '--format', 'json', ...args]);
  const { summary, accounts, signIns } = JSON.parse(stdout);
  const byId = (a: Line, b: Line) => `${a.id}`.localeCompare(`${b.id}`);
  return { code, stderr, summary, accounts, signIns: signIns.toSorted(byId) };
}

const guid = (start: string, n: number) =>
  `${start}${String(n).padStart(7, '0')}-0000-4000-8000-000000000001`;
/** Each with an id and a correlation id of its own, a minute after the one before. */
function aRecord(n: number, changes: JsonObject = {}): JsonObject {
  const createdDateTime = new Date(Date.UTC(2026, 2, 2, 10, n)).toISOString();
  return aGraphRecord({
    id: guid('a', n),
    correlationId: guid('c', n),
    sessionId: guid('d', n),
    createdDateTime,
    ...changes,
  });
}
const aStep = (method: string, result: string, requirement: string) => ({
  authenticationMethod: method,
  succeeded: true,
  authenticationStepResultDetail: result,
  authenticationStepRequirement: requirement,
});
const anMfaStep = aStep('Mobile app notification', 'MFA completed in Azure AD', 'Multifactor authentication');
const withMfa = {
  authenticationRequirement: 'multiFactorAuthentication',
  authenticationDetails: [anMfaStep],
};

describe('a folder', () => {
  test('is read with its folders, sorted by path, without hidden files', async () => {
    await put({
      'b/late.json': JSON.stringify(aRecord(3)),
      'b/early.ndjson': JSON.stringify(aRecord(2)),
      'a.json': JSON.stringify(aRecord(1)),
      '.old/a.json': JSON.stringify(aRecord(8)),
      '.a.json': JSON.stringify(aRecord(9)),
    });
    expect(await scanned()).toMatchObject({ code: 0, messages: '', ids: [1, 2, 3].map((n) => guid('a', n)) });
  });

  test('may hold other files: each is reported in one line, and is not a failure', async () => {
    await put({
      'signins.json': JSON.stringify(aRecord(1)),
      'README.md': '# Exports of March\n',
      'users.json': JSON.stringify({ value: [{ id: guid('b', 1), displayName: 'Alex Example' }] }),
      'login.html': '<!DOCTYPE html><html>Sign in</html>',
      'report.xlsx': Buffer.from('PK\x03\x04\x14\x00\x06\x00'),
      'nothing.json': '',
    });
    const { code, ids, messages } = await scanned();
    expect([code, ids]).toEqual([0, [guid('a', 1)]]);
    expect(messages.trim().split('\n').sort()).toEqual([
      'mfa-watch: README.md skipped: it holds no sign-ins.',
      'mfa-watch: login.html skipped: it holds no sign-ins. It is a web page. Sign in, and export the sign-in log again.',
      'mfa-watch: nothing.json skipped: it is empty.',
      'mfa-watch: report.xlsx skipped: it holds no sign-ins. It is a zip archive or a workbook. Unpack it, or save it as CSV.',
      'mfa-watch: users.json skipped: it holds no sign-ins.',
    ]);
  });

  test('without sign-ins is bad usage that names the readable forms; other arguments are still judged', async () => {
    await put({ 'docs/README.md': '# Exports\n', 'a.json': JSON.stringify(aRecord(1)) });
    const { code, ids, messages } = await scanned('docs', 'a.json');
    expect([code, ids]).toEqual([2, [guid('a', 1)]]);
    expect(messages).toMatch(
      /docs: it holds no sign-ins \(1 file found, hidden ones left out\)\. mfa-watch reads the sign-in log as JSON or CSV/,
    );
    await mkdir(join(folder, 'none'));
    expect(await scanned('none')).toMatchObject({
      code: 2,
      lines: [],
      messages: expect.stringMatching(/0 files found/),
    });
  });

  test('names the file of each bad record, and ends with 3', async () => {
    await put({ 'b/cut.json': JSON.stringify(aRecord(1)).slice(0, -9) });
    const { code, lines, messages } = await scanned();
    expect(code).toBe(3);
    expect(lines).toEqual([
      { file: join(folder, 'b/cut.json'), line: 1, error: 'the file ends inside a record' },
    ]);
    expect(messages).toContain('b/cut.json:1: the file ends inside a record');
  });

  test('reports a file that cannot be read, ends with 3, and reads the rest', async () => {
    await put({ 'a.json': JSON.stringify(aRecord(1)), 'damaged.json.gz': gzipSync('{}').subarray(0, 12) });
    await symlink(join(folder, 'gone.json'), join(folder, 'link.json'));
    const { code, ids, messages } = await scanned();
    expect([code, ids]).toEqual([3, [guid('a', 1)]]);
    expect(messages).toMatch(/link\.json: there is no such file/);
    expect(messages).toMatch(/damaged\.json\.gz:1: the compressed data is damaged/);
  });

  test('reads a file once, whatever its names', async () => {
    await put({ 'a.json': JSON.stringify(aRecord(1)), 'b/README.md': 'x' });
    await symlink(join(folder, 'a.json'), join(folder, 'z.json'));
    await symlink(folder, join(folder, 'b/up'));
    const { code, ids, messages } = await scanned();
    expect([code, ids]).toEqual([0, [guid('a', 1)]]);
    expect(messages).toContain('z.json skipped: it is the same file as ');
    expect(messages).toContain('b/up skipped: it is a link to a folder');
    expect(await scanned('a.json', '.')).toMatchObject({ code: 0, ids: [guid('a', 1)] });
  });

  test('may receive the result, which is never read as input', async () => {
    await put({ 'a.json': JSON.stringify(aRecord(1)) });
    for (const format of ['ndjson', 'csv', 'json']) {
      const result = openSync(join(folder, `result.${format}`), 'a');
      const { status, stderr } = spawnSync(process.execPath, [BUILT, 'scan', '--format', format, folder], {
        stdio: ['ignore', result, 'pipe'],
        encoding: 'utf8',
        timeout: 10_000,
      });
      closeSync(result);
      expect(status).toBe(0);
      expect(stderr).toContain(`result.${format} skipped: the result is written to it`);
    }
    expect(await scanned()).toMatchObject({ code: 0, ids: [guid('a', 1)] });
  });

  test('lets no file name move the cursor', async () => {
    await put({ 'a.json': JSON.stringify(aRecord(1)), '\u001b[2J.md': 'x' });
    const { messages } = await scanned();
    expect(messages).toContain('\u{FFFD}[2J.md skipped');
    expect(messages).not.toContain('\u001b');
  });
});

describe('a sign-in with several records', () => {
  test('has a line for each, and counts once', async () => {
    const rows = [aRecord(1), aRecord(2, withMfa)];
    await put({ 'a.json': JSON.stringify(rows), 'b.csv': csv(rows.map(asPortalCsvRow)) });
    const { ids, messages } = await scanned();
    expect(ids).toEqual([1, 2, 1, 2].map((n) => guid('a', n)));
    expect(messages).toBe(
      'mfa-watch: 2 records repeat sign-ins of other records. Each sign-in counts once, by its most complete record.\n',
    );
    const { summary, signIns } = await report('b.csv', 'a.json');
    expect(summary).toMatchObject({ read: 2, byVerdict: { withoutMfa: 1, mfa: 1 } });
    expect(signIns).toHaveLength(2);
  });

  test('within one file counts once too', async () => {
    await put({ 'a.ndjson': [1, 2, 1].map((n) => JSON.stringify(aRecord(n))).join('\n') });
    expect((await report('a.ndjson')).summary).toMatchObject({ read: 2, byVerdict: { withoutMfa: 2 } });
  });

  test('is judged by its last state: a withdrawn MFA proves nothing for its session', async () => {
    const session = { sessionId: guid('d', 1) };
    const claim = aStep(
      'Previously satisfied',
      'MFA requirement satisfied by claim in the token',
      'Multifactor authentication',
    );
    const early = aRecord(1, { ...session, authenticationDetails: [claim] });
    const silent = aRecord(2, { ...session, authenticationDetails: [] });
    await put({
      '1.json': JSON.stringify([early, silent]),
      '2.json': JSON.stringify([aRecord(1, session)]),
    });
    expect((await report('1.json')).summary.byVerdict).toMatchObject({ mfa: 2 });
    const { summary, accounts } = await report('.');
    expect(summary.byVerdict).toMatchObject({ withoutMfa: 1, cannotTell: 1, mfa: 0 });
    expect(accounts).toMatchObject([{ lastMfa: null }]);
    // Each line is judged by its own record, and still not by a proof that was withdrawn.
    expect((await scanned()).lines.map(({ because }) => because)).toEqual([
      'claimInToken',
      'noDetails',
      'weakPrimary',
    ]);
  });
});

describe('a folder of all forms', () => {
  const guest = {
    userId: guid('b', 7),
    userPrincipalName: 'robin_fabrikam.example#EXT#@contoso.example',
    userType: 'guest',
    homeTenantId: 'e0000002-0000-4000-8000-000000000002',
    crossTenantAccessType: 'b2bCollaboration',
    authenticationDetails: [],
  };
  const blake = {
    userId: guid('b', 2),
    userPrincipalName: 'blake@contoso.example',
    userDisplayName: 'Blake Example',
  };
  const cli = { appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', appDisplayName: 'Microsoft Azure CLI' };
  const teams = { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', resourceId: guid('f', 1) };
  const records: readonly JsonObject[] = [
    aRecord(1),
    aRecord(2, withMfa),
    // The MFA of the session comes from another app; what leans on it comes from no prompt.
    aRecord(3, { ...blake, ...teams, ...withMfa, sessionId: guid('d', 3) }),
    aRecord(4, {
      ...blake,
      ...cli,
      sessionId: guid('d', 3),
      authenticationDetails: [],
      isInteractive: false,
    }),
    aRecord(5, { ...blake, ...cli, authenticationProtocol: 'ropc' }),
    aRecord(6, { ...blake, status: { errorCode: 50076, failureReason: 'MFA is needed.' } }),
    aRecord(7, guest),
    aRecord(8, { ...cli, authenticationDetails: [] }),
    aRecord(9, teams),
    aRecord(10, {
      authenticationDetails: [
        aStep('Password', 'Correct password', 'Primary authentication'),
        aStep('', 'MFA requirement skipped due to remembered device', 'Multifactor authentication'),
      ],
    }),
  ];
  const asNonInteractiveRow = (record: JsonObject): JsonObject => ({
    ...asLogAnalyticsRow(record),
    Category: 'NonInteractiveUserSignInLogs',
    Status: JSON.stringify(record.status),
  });
  const table = (rows: readonly JsonObject[]) => {
    const columns = [...new Set(rows.flatMap(Object.keys))];
    return {
      name: 'PrimaryResult',
      columns: columns.map((name) => ({ name, type: 'string' })),
      rows: rows.map((row) => columns.map((name) => row[name] ?? null)),
    };
  };
  /** Graph v1.0 lacks these. */
  const asV1 = (record: JsonObject) =>
    without(record, 'authenticationRequirement', 'authenticationDetails', 'sessionId', 'signInEventTypes');
  const ndjson = (rows: readonly JsonObject[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  const page = JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/beta/', value: records });
  const FORMS: Readonly<Record<string, string | Uint8Array>> = {
    'graph/beta.json': page,
    'graph/v1.json': JSON.stringify({ value: records.map(asV1) }),
    'graph/lines.ndjson': ndjson(records),
    'graph/packed.json.gz': gzipSync(page),
    'graph/mark.json': `\uFEFF${page}`,
    'graph/utf16.json': Buffer.from(`\uFEFF${page}`, 'utf16le'),
    'portal/signins.json': JSON.stringify(records, null, 2),
    'portal/signins.csv': csv(records.map(asPortalCsvRow)),
    'stream/envelope.json': JSON.stringify({ records: records.map(asEventHubRecord) }),
    'workspace/SigninLogs.json': JSON.stringify({ tables: [table(records.map(asLogAnalyticsRow))] }),
    'workspace/SigninLogs.csv': csv(records.map(asLogAnalyticsCsvRow)),
    'workspace/AADNonInteractive.json': JSON.stringify(records.map(asNonInteractiveRow)),
    'workspace/AADNonInteractive.csv': csv(records.map(asNonInteractiveRow).map(asTexts)),
  };
  function asTexts(row: JsonObject): Readonly<Record<string, string>> {
    const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)]));
  }

  test('gives the report of Graph beta alone, to which the other forms add nothing', async () => {
    await put(FORMS);
    const whole = await report('.');
    const beta = await report('graph/beta.json');
    expect(beta.summary).toMatchObject({
      read: 10,
      byVerdict: { withoutMfa: 3, cannotTell: 2, mfa: 2, outOfScope: 3 },
    });
    expect(whole.code).toBe(0);
    expect(whole.summary).toEqual(beta.summary);
    expect(whole.accounts).toEqual(beta.accounts);
    expect(whole.signIns).toEqual(beta.signIns);
    expect(whole.stderr).toContain(
      `${(Object.keys(FORMS).length - 1) * records.length} records repeat sign-ins`,
    );
  });

  test('has a line for each record of each form', async () => {
    await put(FORMS);
    const ids = records.map(({ id }) => id);
    expect((await scanned()).ids).toEqual(Object.keys(FORMS).flatMap(() => ids));
  });

  test.each(Object.keys(FORMS).filter((name) => !['graph/v1.json', 'portal/signins.csv'].includes(name)))(
    'would be judged the same by %s alone',
    async (name) => {
      await put(FORMS);
      expect((await report(name)).signIns).toEqual((await report('graph/beta.json')).signIns);
    },
  );

  // Neither has steps, and v1.0 not even the requirement. Of a completed sign-in, only the result text or the requirement
  // can show MFA.
  test('of portal CSV and Graph v1.0 alone gives the report of the CSV', async () => {
    await put(FORMS);
    const csvAlone = await report('portal/signins.csv');
    const both = await report('graph/v1.json', 'portal/signins.csv');
    expect(csvAlone.summary.byVerdict).toEqual({ withoutMfa: 0, cannotTell: 5, mfa: 2, outOfScope: 3 });
    expect(both.signIns).toEqual(csvAlone.signIns);
    expect(both.accounts).toEqual(csvAlone.accounts);
    expect((await report('graph/v1.json')).summary.byVerdict).toEqual({
      withoutMfa: 0,
      cannotTell: 7,
      mfa: 0,
      outOfScope: 3,
    });
  });
});

test('an HTML report names the folder, not the files in it, and each finding once', async () => {
  const page = JSON.stringify([aRecord(1)]);
  await put({ 'a.json': page, 'b.json': page });
  const { stdout } = await mfaWatch(['scan', '--format', 'html', folder]);
  expect(stdout).toContain(folder);
  expect(stdout).not.toContain('a.json');
  expect(stdout.split(`<dd>${guid('a', 1)}</dd>`)).toHaveLength(2);
});
