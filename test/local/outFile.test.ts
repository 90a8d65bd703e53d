import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aRawSignIn } from '../jobs/rawSignIn';
import { withoutScripts } from '../render/markup';
import { mfaWatchHere } from './inProcess';

let folder: string;
let input: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-out-'));
  input = join(folder, 'signins.json');
  await writeFile(input, JSON.stringify([aRawSignIn()]));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const scan = (...args: string[]) => mfaWatchHere(['scan', ...args], {});
const partsLeft = async () => (await readdir(folder)).filter((name) => name.endsWith('.part'));

describe('--out', () => {
  test.each(['table', 'json', 'ndjson', 'csv', 'html'])(
    'receives the text that %s would print',
    async (format) => {
      const out = join(folder, 'result');
      const { code, stdout, stderr } = await scan(input, '--format', format, '--out', out);
      expect([code, stdout, stderr]).toEqual([0, '', `mfa-watch: the result is in ${out}\n`]);
      const printed = await scan(input, '--format', format);
      // The data of the page hold the time of the report as well.
      const ageless = (text: string) =>
        withoutScripts(text).replace(/Created by MFA Watch on .*? earlier\./, '');
      expect(ageless(await readFile(out, 'utf8'))).toBe(ageless(printed.stdout));
      expect(await partsLeft()).toEqual([]);
    },
  );

  test.each([
    ['report.html', /^<!doctype html>/],
    ['accounts.json', /^\{/],
    ['lines.NDJSON', /^\{"id"/],
    ['rows.csv', /^id,/],
    ['notes.txt', /^1 record read/],
  ])('takes its format from the ending of %s', async (name, beginning) => {
    const out = join(folder, name);
    await scan(input, '--out', out);
    expect(await readFile(out, 'utf8')).toMatch(beginning);
  });

  test('replaces an earlier result, and follows a link to it', async () => {
    const out = join(folder, 'result.csv');
    await writeFile(out, 'old');
    await symlink(out, join(folder, 'latest'));
    await scan(input, '--format', 'csv', '--out', join(folder, 'latest'));
    expect(await readFile(out, 'utf8')).toMatch(/^id,/);
  });

  test('- is standard output', async () => {
    expect((await scan(input, '--out', '-')).stdout).toMatch(/^1 record read/);
  });

  test('writes to a device and does not replace it', async () => {
    expect((await scan(input, '--out', '/dev/null')).code).toBe(0);
    const full = await scan(input, '--out', '/dev/full');
    expect([full.code, full.stderr]).toEqual([2, expect.stringContaining('ENOSPC')]);
  });

  test.each<[string, () => Promise<readonly string[]>]>([
    ['the input', async () => [input, '--out', input]],
    [
      'another name of it',
      async () => {
        await link(input, join(folder, 'twin'));
        return [input, '--out', join(folder, 'twin')];
      },
    ],
    ['a log in the folder that is read', async () => [folder, '--out', input]],
  ])('refuses %s', async (_, args) => {
    const { code, stderr } = await scan(...(await args()));
    expect([code, stderr]).toEqual([2, expect.stringContaining('is one of the inputs')]);
    expect(JSON.parse(await readFile(input, 'utf8'))).toHaveLength(1);
    expect(await partsLeft()).toEqual([]);
  });

  test('into the folder that is read can be repeated', async () => {
    const out = join(folder, 'report.html');
    expect((await scan(folder, '--out', out)).code).toBe(0);
    expect((await scan(folder, '--out', out)).code).toBe(0);
  });

  test('refuses a folder, and a place that does not exist', async () => {
    await mkdir(join(folder, 'there'));
    const into = await scan(input, '--out', join(folder, 'there'));
    expect([into.code, into.stderr]).toEqual([2, expect.stringContaining('is a folder')]);
    const nowhere = await scan(input, '--out', join(folder, 'none', 'x.json'));
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('no such folder')]);
  });

  test('leaves an earlier result alone if nothing can be read', async () => {
    const out = join(folder, 'result.csv');
    await writeFile(out, 'old');
    const { code } = await scan(join(folder, 'none.json'), '--out', out);
    expect([code, await readFile(out, 'utf8'), await partsLeft()]).toEqual([2, 'old', []]);
  });
});

test.each(['scan', 'check', 'doctor'])('the help of %s ends with examples that fit', async (command) => {
  const { stdout } = await mfaWatchHere([command, '--help'], {});
  const [, examples = ''] = stdout.split('Examples:');
  expect(examples).toContain(`  mfa-watch ${command}`);
  for (const line of examples.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
