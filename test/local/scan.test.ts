import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { displayWidth } from '../../shared/render/displayWidth';
import { aRawMfaSignIn, aRawSignIn } from '../jobs/rawSignIn';
import { withoutScripts } from '../render/markup';
import { mfaWatch } from './commandLine';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const page = JSON.stringify({ value: [aRawSignIn(), aRawMfaSignIn({ id: 'a2' })] });

describe('one line for each record', () => {
  test('has the fields of the contract, in input order', async () => {
    const { code, stdout, stderr } = await mfaWatch([
      'scan',
      '--format',
      'ndjson',
      await file('page.json', page),
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(lines(stdout)).toEqual([
      {
        id: 'a1',
        createdDateTime: '2026-03-01T09:00:00.000Z',
        userId: 'b0000001-0000-4000-8000-000000000001',
        userPrincipalName: 'alex@contoso.example',
        app: 'adminPortals',
        verdict: 'withoutMfa',
        because: 'weakPrimary',
        detail: null,
        evidence:
          'authenticationDetails[0].authenticationMethod: Password; authenticationRequirement: singleFactorAuthentication',
        provisional: false,
        signal: null,
      },
      expect.objectContaining({ id: 'a2', verdict: 'mfa', because: 'prompted', detail: null }),
    ]);
  });

  test('a record that cannot be decoded is reported with its line and field; the rest is read', async () => {
    const text = [
      aRawSignIn(),
      aRawSignIn({ createdDateTime: 'soon' }),
      '{"broken',
      aRawMfaSignIn({ id: 'a2' }),
    ]
      .map((row) => (typeof row === 'string' ? row : JSON.stringify(row)))
      .join('\n');
    const { code, stdout, stderr } = await mfaWatch([
      'scan',
      '--format',
      'ndjson',
      await file('bad.ndjson', text),
    ]);
    expect(code).toBe(3);
    expect(lines(stdout).map(({ id, line, error }) => id ?? `${line}: ${error}`)).toEqual([
      'a1',
      '2: createdDateTime: not a date',
      '3: not JSON',
      'a2',
    ]);
    expect(stderr).toContain('bad.ndjson:2: createdDateTime: not a date');
  });

  test('a proof later in the file proves a sign-in of its session', async () => {
    const silent = aRawSignIn({
      sessionId: 's',
      authenticationDetails: [],
      createdDateTime: '2026-03-01T10:00:00Z',
    });
    const text = JSON.stringify([silent, aRawMfaSignIn({ id: 'a2', sessionId: 's' })]);
    const { stdout } = await mfaWatch(['scan', '--format', 'ndjson', '-'], { stdin: text });
    expect(lines(stdout)[0]).toMatchObject({ verdict: 'mfa', because: 'sameSession' });
  });
});

describe('the whole', () => {
  test('as JSON has summary, accounts and sign-ins', async () => {
    const { code, stdout } = await mfaWatch(['scan', '--format', 'json', await file('page.json', page)]);
    const { summary, accounts, signIns } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(summary).toMatchObject({ read: 2, rejected: 0, byVerdict: { withoutMfa: 1, mfa: 1 } });
    expect(summary.byApp.adminPortals).toMatchObject({ withoutMfa: 1, mfa: 1 });
    expect(accounts).toEqual([
      expect.objectContaining({ userPrincipalName: 'alex@contoso.example', kind: 'person' }),
    ]);
    expect(signIns.map(({ id }: { id: string }) => id)).toEqual(['a1', 'a2']);
  });

  test('as JSON is a document even if no record is complete', async () => {
    const { code, stdout } = await mfaWatch(['scan', '--format', 'json', '-'], {
      stdin: '[{"id":"x","status":{"errorCode":0}}]',
    });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { read: 0, rejected: 1 },
      accounts: [],
      signIns: [],
    });
  });

  test('as CSV has a header and defuses formulas', async () => {
    const evil = JSON.stringify(aRawSignIn({ userPrincipalName: '=cmd|calc' }));
    const { stdout } = await mfaWatch(['scan', '--format', 'csv', '-'], { stdin: evil });
    const [header, row] = stdout.split('\n');
    expect(header).toBe(
      'id,createdDateTime,userId,userPrincipalName,app,verdict,because,detail,evidence,provisional,signal',
    );
    expect(row).toContain("'=cmd|calc");
  });

  test('as HTML is a page that names the account and its sign-ins', async () => {
    const { stdout } = await mfaWatch(['scan', '--format', 'html', '-'], { stdin: page });
    expect(stdout).toMatch(/^<!doctype html>/i);
    expect(stdout).toContain('Alex Example');
  });

  test('as a table lets no name move the cursor', async () => {
    const evil = JSON.stringify(aRawSignIn({ userPrincipalName: 'a\u001b[2Jb@contoso.example' }));
    const { stdout } = await mfaWatch(['scan', '-'], { stdin: evil });
    expect(stdout).toContain('a\u{FFFD}[2Jb@contoso');
    expect(stdout).not.toContain('\u001b');
  });

  test.each(['json', 'ndjson'])('as %s does not either, and keeps the name', async (format) => {
    // ESC, its one-byte form, a turn of the reading direction, and a tag beyond the first plane.
    const name = 'a\u001b[2J\u009b2J\u202eb\u{e0001}@contoso.example';
    const evil = JSON.stringify(aRawSignIn({ userPrincipalName: name }));
    const { stdout } = await mfaWatch(['scan', '--format', format, '-'], { stdin: evil });
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const parsed = format === 'json' ? JSON.parse(stdout).signIns : lines(stdout);
    expect(parsed[0].userPrincipalName).toBe(name);
  });
});

describe('for people', () => {
  const log = (count: number, change: (index: number) => object) =>
    Array.from({ length: count }, (_, index) =>
      JSON.stringify(aRawSignIn({ id: `a${index}`, userId: `user ${index}`, ...change(index) })),
    ).join('\n');
  const upn = (index: number) => ({ userPrincipalName: `user${index}@contoso.example` });
  const table = async (stdin: string, columns = '80') => {
    const { stdout } = await mfaWatch(['scan', '-'], { stdin, env: { COLUMNS: columns } });
    return stdout;
  };

  test.each(['60', '80', '200'])('a table fits %s columns, without frames', async (columns) => {
    const stdout = await table(
      [
        log(3, upn),
        JSON.stringify(
          aRawSignIn({ userId: 'long', userPrincipalName: `${'x'.repeat(300)}@contoso.example` }),
        ),
        JSON.stringify(
          aRawSignIn({ userId: 'far', userPrincipalName: `${'管理'.repeat(70)}@contoso.example` }),
        ),
      ].join('\n'),
      columns,
    );
    for (const line of stdout.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(Number(columns));
    expect(stdout).not.toMatch(/[\u2500-\u257f]/);
    expect(stdout).not.toContain('\u001b');
  });

  test('a table says why each account is listed, and what to do', async () => {
    const stdout = await table(
      [
        JSON.stringify(aRawSignIn()),
        JSON.stringify(aRawSignIn({ id: 'a2', createdDateTime: '2026-03-01T10:30:00Z' })),
        JSON.stringify(aRawSignIn({ id: 'a3', authenticationDetails: [], userId: 'u3', ...upn(3) })),
        JSON.stringify(aRawSignIn({ id: 'a4', status: { errorCode: 50072 }, userId: 'u4', ...upn(4) })),
      ].join('\n'),
    );
    const text = stdout.replace(/\n {4}/g, ' ');
    expect(text).toContain('1 account is stopped, 2 get in without proven MFA.\n');
    expect(text).toContain(
      'Without MFA  alex@contoso.example (Person; gets in without proven MFA)\n  password alone at Azure portal, Entra and Intune admin centers, 2 times, last 2026-03-01 10:30\n  Next step: ',
    );
    expect(text).toMatch(
      /Cannot tell {2}user3@.*\n {2}no authentication details at .*\n {2}Next step: Look at Authentication Details/,
    );
    expect(text).toMatch(
      /Stopped {6}user4@.*\n {2}registration of a method required at .*\n {2}Next step: .*register/,
    );
    expect(stdout).not.toMatch(/withoutMfa|cannotTell|outOfScope|willBe|mustRegister|usesMfa|adminPortals/);
  });

  test.each(['table', 'json', 'html'])('%s does not mention a report that was not read', async (format) => {
    const { stdout } = await mfaWatch(['scan', '--format', format, '-'], { stdin: log(2, upn) });
    expect(withoutScripts(stdout)).not.toMatch(/registration report|No MFA method is registered/i);
  });

  test.each(['table', 'html'])('%s says what Microsoft is assumed to enforce', async (format) => {
    const { stdout } = await mfaWatch(['scan', '--format', format, '-'], { stdin: page });
    expect(stdout.replaceAll('\n', ' ')).toContain(
      'assumes that Microsoft enforces phase 1 and phase 2 of mandatory MFA (public cloud)',
    );
    const government = { stdin: page, env: { AZURE_CLOUD: 'usgov' } };
    const there = await mfaWatch(['scan', '--format', format, '-'], government);
    expect(there.stdout).not.toContain('assumes');
  });

  describe('many accounts', () => {
    const many = log(1_200, (index) => ({
      ...upn(index),
      ...(index < 900 ? {} : { authenticationDetails: [] }),
    }));

    test('are all counted in a table, which lists the first', async () => {
      const stdout = await table(many);
      expect(stdout).toContain('1,200 accounts get in without proven MFA.');
      expect(stdout).toContain('1,200 accounts listed');
      expect(stdout).toContain('and 1,175 more: see --format json, csv or html');
      expect(stdout.split('\n').length).toBeLessThan(250);
    });

    test('are all counted in a page, which shows the newest findings', async () => {
      const { stdout } = await mfaWatch(['scan', '--format', 'html', '-'], { stdin: many });
      expect(stdout).toContain('1,200 accounts get in without proven MFA');
      expect(stdout).toContain('newest 10 of 1,200 findings');
      expect(stdout).toContain('password alone at Azure portal');
      expect(withoutScripts(stdout)).not.toContain('/api/');
    });

    test('are all in JSON, each with its reasons', async () => {
      const { stdout } = await mfaWatch(['scan', '--format', 'json', '-'], { stdin: many });
      const { accounts } = JSON.parse(stdout);
      expect(accounts).toHaveLength(1_200);
      expect(accounts[0].why).toEqual([
        {
          app: 'adminPortals',
          verdict: 'withoutMfa',
          cause: 'passwordAlone',
          times: 1,
          last: '2026-03-01T09:00:00.000Z',
          sentence:
            'Without MFA: password alone at Azure portal, Entra and Intune admin centers, 1 Mar 2026, 09:00 UTC.',
        },
      ]);
    });
  });

  test('an ordinary prompt that was answered lists no account', async () => {
    const attempt = { correlationId: 'c0000001-0000-4000-8000-000000000001' };
    const stdin = JSON.stringify([
      aRawSignIn({ id: 'a1', status: { errorCode: 50074 }, ...attempt }),
      aRawMfaSignIn({ id: 'a2', ...attempt }),
    ]);
    const { stdout } = await mfaWatch(['scan', '--format', 'json', '-'], { stdin });
    expect(JSON.parse(stdout).accounts).toEqual([]);
  });
});

describe('our tenant', () => {
  const ours = 'e0000001-0000-4000-8000-000000000001';
  const theirs = 'e0000002-0000-4000-8000-000000000002';
  const rows = [aRawSignIn(), aRawSignIn({ id: 'a2' }), aRawSignIn({ id: 'a3', resourceTenantId: theirs })];
  const verdicts = async (args: string[]) => {
    const { stdout } = await mfaWatch(['scan', '--format', 'ndjson', ...args, '-'], {
      stdin: JSON.stringify(rows),
    });
    return lines(stdout).map(({ because }) => because);
  };

  test('is the one that most records name', async () => {
    expect(await verdicts([])).toEqual(['weakPrimary', 'weakPrimary', 'otherTenantsResource']);
    expect(await verdicts(['--tenant', ours])).toEqual(await verdicts([]));
  });

  test('is the one of --tenant, if given', async () => {
    expect((await verdicts(['--tenant', theirs])).slice(0, 2)).toEqual([
      'otherTenantsResource',
      'otherTenantsResource',
    ]);
  });
});

test('a tenant id that is wrong, or that no record names, is reported', async () => {
  const nonsense = await mfaWatch(['scan', '--tenant', 'contoso', '-'], { stdin: page });
  expect([nonsense.code, nonsense.stderr]).toEqual([2, expect.stringContaining('a GUID')]);
  const stranger = ['scan', '--tenant', 'e0000009-0000-4000-8000-000000000009', '-'];
  expect((await mfaWatch(stranger, { stdin: page })).stderr).toContain('No record names the tenant');
});

test('no copy of standard input stays behind, even if the reader closes the pipe', async () => {
  const tmp = await mkdtemp(join(folder, 'spool-'));
  await mfaWatch(['scan', '--format', 'ndjson', '-'], { stdin: page, env: { TMPDIR: tmp } });
  expect(await readdir(tmp)).toEqual([]);
});

describe('forms', () => {
  test.each<[string, (text: string) => Uint8Array]>([
    ['gzip', (text) => gzipSync(text)],
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('%s', async (_, encode) => {
    const { code, stdout } = await mfaWatch(['scan', '--format', 'ndjson', '-'], { stdin: encode(page) });
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(2);
  });
});

describe('bad input', () => {
  test.each<[string, () => Promise<string>, number, RegExp]>([
    [
      'a file that does not exist',
      async () => join(folder, 'none.json'),
      2,
      /none\.json: there is no such file/,
    ],
    ['a folder without sign-ins', () => mkdtemp(join(folder, 'none-')), 2, /holds no sign-ins/],
    ['an empty file', () => file('empty.json', ''), 3, /is empty/],
    ['a web page', () => file('login.json', '<!DOCTYPE html><html>Sign in</html>'), 3, /web page/],
    ['plain text', () => file('notes.txt', 'nothing of the kind\n'), 3, /holds no sign-ins/],
    [
      'a truncated file',
      () => file('cut.json', page.slice(0, -40)),
      3,
      /cut\.json:1: the file ends inside a record/,
    ],
  ])('%s is reported, and the other files are still judged', async (_, path, exitCode, message) => {
    const { code, stdout, stderr } = await mfaWatch(['scan', await path(), await file('page.json', page)]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toMatch(/[23] records read/);
    expect(code).toBe(exitCode);
  });

  test.each([
    ['no file', ['scan']],
    ['an unknown format', ['scan', '--format', 'xml', '-']],
    ['an unknown option', ['scan', '--fast', '-']],
    ['an unknown command', ['scam']],
  ])('%s is bad usage', async (_, args) => {
    const { code, stderr } = await mfaWatch(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: .*/);
  });

  test('a bad setting is named', async () => {
    const { code, stderr } = await mfaWatch(['scan', '-'], {
      stdin: page,
      env: { EXTRA_ENFORCED_APPS: '{' },
    });
    expect([code, stderr]).toEqual([2, expect.stringContaining('EXTRA_ENFORCED_APPS: must be a JSON array')]);
  });
});
