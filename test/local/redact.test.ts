import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aGraphRecord, asPortalCsvRow, csv } from '../decode/records';
import { mfaWatch } from './commandLine';
import { mfaWatchHere } from './inProcess';
import { type Files, putFiles } from './putFiles';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redact-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (files: Files) => putFiles(folder, files);
const read = (name: string) => readFile(join(folder, name), 'utf8');

async function redact(
  names: readonly string[],
  out: string | null = null,
  env: Readonly<Record<string, string>> = {},
) {
  const given = out === null ? [] : ['--out', join(folder, out)];
  const ended = await mfaWatchHere(['redact', ...names.map((name) => join(folder, name)), ...given], env);
  return { ...ended, stderr: ended.stderr.replaceAll(`${folder}/`, '') };
}

const page = JSON.stringify({ value: [aGraphRecord()] });

describe('redact', () => {
  test('writes the copy to standard output, and says what it replaced and what stays', async () => {
    await put({ 'a.json': page });
    const { code, stdout, stderr } = await redact(['a.json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).value[0]).toMatchObject({ userPrincipalName: 'user1@tenant1.example' });
    expect(stderr).toMatch(/^mfa-watch: Replaced: 2 names of people \(1 person\), \d+ ids, 1 IP address, /);
    expect(stderr).toContain('mfa-watch: scan gives the copy the same verdict.\n');
    expect(stderr).toMatch(
      /Times, error codes.* stay\..*\nmfa-watch: Read the copy before you publish it\.\n$/,
    );
  });

  test('reads standard input, gzip and UTF-16', async () => {
    const packed = gzipSync(Buffer.from(`\ufeff${page}`, 'utf16le'));
    const { code, stdout } = await mfaWatch(['redact', '-'], { stdin: packed });
    expect([code, JSON.parse(stdout).value[0].userDisplayName]).toEqual([0, 'User 1']);
  });

  test('writes several files into a folder, under names that show nothing', async () => {
    const row = asPortalCsvRow(aGraphRecord());
    const step = {
      'Date (UTC)': '',
      'Request ID': row['Request ID'] ?? '',
      'Authentication method': 'Password',
      Succeeded: 'true',
      'Result detail': 'Correct password',
    };
    await put({ 'contoso.csv': csv([row]), 'contoso_AuthDetails.csv': csv([step]) });
    const { code, stderr } = await redact(['contoso.csv', 'contoso_AuthDetails.csv'], 'copies');
    expect([code, (await readdir(join(folder, 'copies'))).sort()]).toEqual([
      0,
      ['sign-ins-1.csv', 'sign-ins-2.csv'],
    ]);
    expect(stderr).toContain('scan gives the copy the same verdict.');
    const idIn = (text: string) => /"(FACADE00-[\w-]+)"/.exec(text)?.[1] ?? 'none';
    const [signIns, steps] = [await read('copies/sign-ins-1.csv'), await read('copies/sign-ins-2.csv')];
    expect(idIn(steps)).toBe(idIn(signIns));
  });

  test('wants a folder for several files, and replaces no file in it', async () => {
    await put({ 'a.json': page, 'b.json': page, 'copies/sign-ins-1.json': 'precious' });
    expect(await redact(['a.json', 'b.json'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/Name a folder for the copies with --out\./),
    });
    expect(await redact(['a.json', 'b.json'], 'copies')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/already has sign-ins-1\.json/),
    });
    expect(await read('copies/sign-ins-1.json')).toBe('precious');
    expect(await redact(['a.json'], 'a.json')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is one of the inputs/),
    });
    expect(await read('a.json')).toBe(page);
  });

  test('writes nothing of a file of which nothing is known', async () => {
    await put({ 'notes.txt': 'Alex Example signed in without MFA' });
    const { code, stdout, stderr } = await redact(['notes.txt'], 'copy.txt');
    expect([code, stdout, await readdir(folder)]).toEqual([3, '', ['notes.txt']]);
    expect(stderr).toMatch(/^mfa-watch: notes\.txt: it is neither JSON nor CSV .* No copy was written\.\n$/);
  });

  test('skips the files of a folder that hold no sign-ins', async () => {
    await put({ 'in/a.json': page, 'in/package.json': '{"name":"contoso"}' });
    const { code, stderr } = await redact(['in'], 'copies');
    expect([code, await readdir(join(folder, 'copies'))]).toEqual([0, ['sign-ins-1.json']]);
    expect(stderr).toMatch(/in\/package\.json skipped: it holds no sign-ins/);
  });

  test('copies records that cannot be decoded, and files that scan refuses or that are cut', async () => {
    const bad = aGraphRecord({ createdDateTime: '15. чэрвеня 2026', userDisplayName: 'Alex' });
    await put({
      'bad.json': JSON.stringify([bad, aGraphRecord()]),
      'users.json': JSON.stringify([
        { displayName: 'Alex Example', userPrincipalName: 'alex@contoso.example' },
      ]),
      'cut.json.gz': gzipSync(JSON.stringify([aGraphRecord(), aGraphRecord()])).subarray(0, 400),
    });
    const first = await redact(['bad.json']);
    expect(first).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('1 record cannot be decoded; the copy has them too.'),
    });
    expect(JSON.parse(first.stdout)[0].createdDateTime).toMatch(/^00\. zz\d+ 0000$/);
    const users = await redact(['users.json']);
    expect(users).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('scan refuses the copy as it refuses the original.'),
    });
    expect(JSON.parse(users.stdout)[0].userPrincipalName).toBe('user1@tenant1.example');
    const cut = await redact(['cut.json.gz']);
    expect(cut.stdout).toMatch(/^\[\{"id":"FACADE00-/);
  });

  test('keeps the ids of the enforced apps that the settings add', async () => {
    const id = 'f0000001-0000-4000-8000-000000000001';
    await put({ 'a.json': JSON.stringify([aGraphRecord({ appId: id })]) });
    const app = {
      key: 'own',
      name: 'Own',
      clientAppIds: [id],
      resourceIds: [],
      phase: 1,
      operations: ['read'],
      since: '2026-01',
    };
    const { code, stdout } = await redact(['a.json'], null, { EXTRA_ENFORCED_APPS: JSON.stringify([app]) });
    expect([code, JSON.parse(stdout)[0].appId]).toEqual([0, id]);
  });

  test('keeps the order of tenants, which decides a tie', async () => {
    const other = {
      id: 'a0000002-0000-4000-8000-000000000002',
      resourceTenantId: 'a0000000-0000-4000-8000-000000000001',
    };
    await put({ 'a.json': JSON.stringify([aGraphRecord(), aGraphRecord(other)]) });
    for (let run = 0; run < 4; run++)
      expect((await redact(['a.json'])).stderr).toContain('scan gives the copy the same 2 verdicts.');
  });
});

test('the issue template asks for the copy, and warns of the original', async () => {
  const template = await readFile(join(__dirname, '../../.github/ISSUE_TEMPLATE/wrong-verdict.yml'), 'utf8');
  const [, command = ''] = /npx mfa-watch (redact .*)/.exec(template) ?? [];
  await put({ 'signins.json': page });
  const [name = '', out = ''] = command.replace('redact ', '').split(' --out ');
  expect((await redact([name], out)).code).toBe(0);
  expect(template).toContain('Never paste or attach an export as you downloaded it');
  expect(template.match(/required: true/g)).toHaveLength(6);
});
