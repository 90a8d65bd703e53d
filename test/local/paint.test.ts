import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Paint, paintedParts } from '../../local/commands/paint';
import { numberTable } from '../../local/commands/table';
import { aRawMfaSignIn, aRawSignIn } from '../jobs/rawSignIn';
import { mfaWatch } from './commandLine';
import { mfaWatchHere } from './inProcess';

const ESCAPE = '\u{1B}';
const RED = `${ESCAPE}[31m`;
const ENV = { TERM: 'xterm-256color' };
const POLICIES = join(__dirname, '../fixtures/policies/excluded-user/policies.json');

let folder = '';
let log = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-paint-'));
  log = join(folder, 'log.json');
  const value = [
    aRawSignIn({
      id: 'a1',
      userPrincipalName: 'gets in without proven MFA (Person; stopped)@contoso.example',
    }),
    aRawMfaSignIn({ id: 'a2' }),
    aRawSignIn({ id: 'a3', userId: 'b2', userPrincipalName: `${'long'.repeat(30)}@contoso.example` }),
    aRawSignIn({
      id: 'a4',
      userId: 'b3',
      userPrincipalName: '管理者@contoso.example',
      status: { errorCode: 50072 },
    }),
  ];
  await writeFile(log, JSON.stringify({ value }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const scan = (env: Record<string, string>, isTTY: boolean, more: readonly string[] = []) =>
  mfaWatchHere(['scan', log, ...more], env, { isTTY });

describe('colours', () => {
  test('repeat the words, and change no line', async () => {
    const plain = await scan(ENV, false);
    const coloured = await scan(ENV, true);
    expect(plain.stdout).not.toContain(ESCAPE);
    expect(coloured.stdout).toContain(`${RED}Without MFA`);
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
  });

  test('of a policy too', async () => {
    const args = ['policy', '--security-defaults', 'off', POLICIES];
    const coloured = await mfaWatchHere(args, ENV, { isTTY: true });
    const plain = await mfaWatchHere(args, ENV);
    expect(coloured.stdout).toMatch(/MFA required of: .\[\d+m(Some|Everyone)/u);
    expect(plain.stdout).not.toContain(ESCAPE);
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
  });

  test.each([
    ['NO_COLOR is set', { ...ENV, NO_COLOR: '1' }, true, false],
    ['NODE_DISABLE_COLORS is set', { ...ENV, NODE_DISABLE_COLORS: '1' }, true, false],
    ['the terminal is dumb', { TERM: 'dumb' }, true, false],
    ['FORCE_COLOR is 0', { ...ENV, FORCE_COLOR: '0' }, true, false],
    ['FORCE_COLOR is 1 and the output is a pipe', { ...ENV, FORCE_COLOR: '1' }, false, true],
    ['the output is a pipe', ENV, false, false],
    ['the output is a terminal', ENV, true, true],
  ])('if %s', async (_when, env, isTTY, isColoured) => {
    expect((await scan(env, isTTY)).stdout.includes(ESCAPE)).toBe(isColoured);
  });

  test.each(['json', 'ndjson', 'csv', 'html'])('never in %s', async (format) => {
    const env = { ...ENV, FORCE_COLOR: '1' };
    expect((await scan(env, true, ['--format', format])).stdout).not.toContain(ESCAPE);
  });

  test('never in a file', async () => {
    const out = join(folder, 'result.txt');
    await scan({ ...ENV, FORCE_COLOR: '1' }, true, ['--out', out]);
    const text = await readFile(out, 'utf8');
    expect(text).toContain('Without MFA');
    expect(text).not.toContain(ESCAPE);
  });

  test('in the built command line', async () => {
    const forced = await mfaWatch(['scan', log], { env: { FORCE_COLOR: '1', TERM: 'xterm' } });
    const piped = await mfaWatch(['scan', log], { env: { TERM: 'xterm' } });
    expect(forced.stdout).toContain(RED);
    expect(piped.stdout).not.toContain(ESCAPE);
    expect(stripVTControlCharacters(forced.stdout)).toBe(piped.stdout);
  });
});

const MARKED: Paint = (tone, text) => `<${tone}>${text}</${tone}>`;

test('parts are found from the end, and each line of a broken one is painted for itself', () => {
  const text = 'Stopped  stopped (Person; gets in\n  without MFA; Can do MFA)';
  const parts = [
    { words: 'Stopped', tone: 'bad' },
    { words: 'gets in without MFA', tone: 'warn' },
    { words: 'not there', tone: 'info' },
    { words: 'Can do MFA', tone: 'good' },
  ] as const;
  expect(paintedParts(text, parts, MARKED)).toBe(
    '<bad>Stopped</bad>  stopped (Person; <warn>gets in</warn>\n  <warn>without MFA</warn>; <good>Can do MFA</good>)',
  );
});

test('the cells of a table keep their columns', () => {
  const table = { head: ['App', 'MFA'], rows: [['管理者', '1']] };
  const lines = numberTable(table, 40, (text, { row, column }) => `<${row}${column}>${text}</>`).split('\n');
  expect(lines).toEqual(['<00>App</>        <01>MFA</>', '<10>管理者</>       <11>1</>']);
});
