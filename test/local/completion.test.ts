import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../local/commands/formats';
import { mfaWatchHere } from './inProcess';

const run = promisify(execFile);
const PACKAGED = join(__dirname, '../../dist/npx/mfa-watch.mjs');

/** The suggestions for a command line without the name of the program; its last word is incomplete. */
async function fitting(...typed: readonly string[]): Promise<readonly string[]> {
  const words = [...typed.slice(0, -1), `.${typed.at(-1)}`];
  const { code, stdout, stderr } = await mfaWatchHere(['complete', '--', ...words], {});
  expect([code, stderr]).toEqual([0, '']);
  return stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);
}

describe('the words that fit', () => {
  test('are commands first, without those for machines', async () => {
    const commands = ['scan', 'check', 'policy', 'doctor', 'redact', 'serve', 'demo', 'completion', 'help'];
    expect(await fitting('')).toEqual(commands);
    expect(await fitting('d')).toEqual(['doctor', 'demo']);
    expect(await fitting('completion', '')).toEqual(['bash', 'zsh', 'fish', 'powershell']);
  });

  test('are the options of the command', async () => {
    expect(await fitting('scan', '--')).toEqual(['--format', '--out', '--tenant', '--help']);
    expect(await fitting('policy', '--s')).toEqual(['--security-defaults']);
    expect(await fitting('--v')).toEqual(['--version']);
  });

  test('are the values of an option with choices', async () => {
    expect(await fitting('scan', '--format', '')).toEqual([...FORMATS]);
    expect(await fitting('policy', '--format', '')).toEqual(['table', 'json']);
    expect(await fitting('policy', 'policies.json', '--security-defaults', 'o')).toEqual(['on', 'off']);
    expect(await fitting('check', '--days', '')).toEqual([]);
  });

  test('are the same after an equals sign, whether the shell splits there or not', async () => {
    expect(await fitting('scan', '--format=n')).toEqual(['--format=ndjson']);
    expect(await fitting('scan', '--format', '=', 'n')).toEqual(['ndjson']);
    expect(await fitting('scan', '--nothing=n')).toEqual([]);
  });

  test('are left to the shell if they are names of files', async () => {
    for (const typed of [
      ['scan', ''],
      ['scan', 'a.json', 'b'],
      ['scan', '--out', ''],
      ['policy', 'x'],
    ])
      expect(await fitting(...typed)).toEqual([':files']);
    expect(await fitting('check', '')).toEqual([]);
  });
});

const LINES = ['po', 'scan --format n', 'policy --security-defaults of'] as const;
const FITTING = ['policy', 'ndjson', 'off'];

/** Names of shells on this machine. */
function isInstalled(shell: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, shell)));
}

describe('a shell that loads the script of the npm package', () => {
  let folder = '';
  let env: Record<string, string> = {};
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-watch-completion-'));
    await mkdir(join(folder, 'bin'));
    const program = join(folder, 'bin/mfa-watch');
    await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${PACKAGED}' "$@"\n`);
    await chmod(program, 0o755);
    env = { PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`, HOME: folder };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const lines = async (shell: string, args: readonly string[]) =>
    (await run(shell, args, { env, cwd: folder })).stdout.trim().split('\n');

  const inBash = (line: string) => `
    COMP_WORDS=(mfa-watch ${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _mfa_watch 2>/dev/null
    echo "\${COMPREPLY[@]}"`;

  test('completes in bash', async () => {
    const script = ['eval "$(mfa-watch completion bash)"', ...LINES.map(inBash)].join('\n');
    expect(await lines('bash', ['--norc', '-c', script])).toEqual(FITTING);
  });

  test('runs nothing that was typed', async () => {
    const typed = `scan '$(touch ${folder}/run)' '\`touch ${folder}/run\`' --format n`;
    const script = ['eval "$(mfa-watch completion bash)"', inBash(typed)].join('\n');
    expect(await lines('bash', ['--norc', '-c', script])).toEqual(['ndjson']);
    expect(existsSync(join(folder, 'run'))).toBe(false);
  });

  test('leaves names of files to bash', async () => {
    const script = `eval "$(mfa-watch completion bash)"\ncomplete -p mfa-watch\n${inBash('scan sig')}`;
    expect(await lines('bash', ['--norc', '-c', script])).toEqual([
      'complete -o bashdefault -o default -F _mfa_watch mfa-watch',
    ]);
  });

  (isInstalled('fish') ? test : test.skip)('completes in fish', async () => {
    const asked = LINES.map((line) => `complete -C'mfa-watch ${line}'`);
    const script = ['mfa-watch completion fish | source', ...asked].join('\n');
    const found = await lines('fish', ['-c', script]);
    expect(found.map((line) => line.split('\t')[0])).toEqual(FITTING);
  });

  (isInstalled('zsh') ? test : test.skip)('loads in zsh', async () => {
    const script =
      'autoload -U compinit; compinit -u -D; eval "$(mfa-watch completion zsh)"; echo $_comps[mfa-watch]';
    expect(await lines('zsh', ['-f', '-c', script])).toEqual(['_mfa_watch']);
  });

  (isInstalled('pwsh') ? test : test.skip)('completes in PowerShell', async () => {
    const asked = LINES.map(
      (line) =>
        `[System.Management.Automation.CommandCompletion]::CompleteInput('mfa-watch ${line}', ${`mfa-watch ${line}`.length}, $null).CompletionMatches.CompletionText`,
    );
    const script = ['mfa-watch completion powershell | Out-String | Invoke-Expression', ...asked].join('; ');
    expect(await lines('pwsh', ['-NoProfile', '-Command', script])).toEqual(FITTING);
  });
});
