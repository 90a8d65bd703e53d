import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { hasPowerShell, POWERSHELL, testIf } from '../hooks/powerShell';
import { type Counts, type Parsed, powerShellFaults, shellFaults } from './check';
import { type Code, collectCode } from './collect';
import { shellCommands } from './shellCommands';

// Lets the same tests look at the files of another copy.
const ROOT = process.env.COMMAND_LINES_OF ?? join(__dirname, '../..');

let all: readonly Code[] = [];
const counts: Counts = new Map();

beforeAll(async () => {
  all = await collectCode(ROOT);
});

function ofLanguage(language: Code['language']): readonly Code[] {
  return all.filter((code) => code.language === language);
}

function inShell(text: string): Code {
  return { file: 'a file', line: 1, language: 'shell', text };
}

test('the code of documentation, scripts, workflows and doctor is found', () => {
  const found = (ending: string) => all.filter(({ file }) => file.includes(ending)).length;
  const places = ['README.md', 'docs/', '.sh', '.ps1', '.github/workflows', 'local/doctor'];
  expect(places.filter((place) => found(place) === 0)).toEqual([]);
  expect(all.length).toBeGreaterThan(50);
});

describe('lines for a POSIX shell', () => {
  test('are parsed by bash', () => {
    const faults = ofLanguage('shell').flatMap(({ file, line, text }) => {
      const { stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
      return stderr === '' ? [] : [{ file, line, what: stderr }];
    });
    expect(faults).toEqual([]);
  });

  test('call only commands and options that Azure CLI and azd have', () => {
    expect(ofLanguage('shell').flatMap((code) => shellFaults(code, counts, scripts()))).toEqual([]);
    expect(counts.get('az') ?? 0).toBeGreaterThan(20);
  });
});

/** The parameters of our scripts, read without PowerShell: it may not be there. */
function scripts(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    all
      .filter(({ file }) => file.endsWith('.ps1'))
      .map(({ file, text }) => {
        const block = /^param\((.*?)\)$/ms.exec(text)?.[1] ?? '';
        return [file, [...block.matchAll(/\] \$(\w+)/g)].map(([, name = '']) => name).join(' ')];
      }),
  );
}

describe('lines for PowerShell', () => {
  type Answer = {
    readonly parsed: readonly Parsed[];
    readonly known: Readonly<Record<string, readonly string[]>>;
  };

  function parse(texts: readonly string[]): Answer {
    const script = join(__dirname, 'powerShellAst.ps1');
    const { stdout, stderr } = spawnSync(POWERSHELL, ['-NoProfile', '-NonInteractive', '-File', script], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 64e6,
    });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Answer;
  }

  function faultsOf(code: readonly Code[]) {
    const { parsed, known } = parse(code.map(({ text }) => text));
    const functions = new Set(parsed.flatMap((one) => one.functions));
    return code.flatMap((one, index) => {
      const found = parsed[index];
      return found ? powerShellFaults(one, found, { counts, known, functions, scripts: scripts() }) : [];
    });
  }

  testIf(
    hasPowerShell,
    'are parsed by PowerShell, and call only cmdlets and parameters that exist',
    async () => {
      expect(faultsOf(ofLanguage('powershell'))).toEqual([]);
    },
  );

  testIf(hasPowerShell, 'the test would notice a fault', async () => {
    const line = (text: string): Code => ({ file: 'a file', line: 7, language: 'powershell', text });
    const faults = faultsOf([
      line('if ($x {'),
      line('Get-Mailbx -Identity x'),
      line('Get-Mailbox -Idenity x'),
      line('\nGet-Content -Pth x'),
      line('az group create -n x --locaton y'),
      line('infra/grant-mailbox.ps1 -Mail x'),
      { ...line('$a = $b ?? 1; git x && git y'), file: 'x.ps1' },
    ]);
    expect(faults.map(({ what }) => what)).toContain("Unexpected token '{' in expression or statement.");
    expect(faults.slice(-7)).toEqual([
      { file: 'a file', line: 7, what: 'unknown cmdlet: Get-Mailbx' },
      { file: 'a file', line: 7, what: 'Get-Mailbox has no parameter -Idenity' },
      { file: 'a file', line: 8, what: 'Get-Content has no parameter -Pth' },
      { file: 'a file', line: 7, what: 'az group create has no option --locaton' },
      { file: 'a file', line: 7, what: 'infra/grant-mailbox.ps1 has no parameter -Mail' },
      { file: 'x.ps1', line: 7, what: 'only PowerShell 7 has this: $b ?? 1' },
      { file: 'x.ps1', line: 7, what: 'only PowerShell 7 has this: git x && git y' },
    ]);
  });
});

describe('the test would notice', () => {
  test.each([
    ['az gruop create -n x', 'unknown command: az gruop create'],
    ['az deployment group create --paramters x', 'az deployment group create has no option --paramters'],
    ['export KEY=$(az functionapp key list -g x)', 'unknown command: az functionapp key list'],
    ['x="$(az group show --nam x)"', 'az group show has no option --nam'],
    ['for a in b; do az account set --sub $a; done', 'az account set has no option --sub'],
    ['true && azd down --prge', 'azd down has no option --prge'],
    ['azd env put X y', 'unknown command: azd env put X'],
    ['echo "Run it: az group delte -n x"', 'unknown command: az group delte'],
    ['pwsh infra/grant-mailbox.ps1 -Mail x', 'infra/grant-mailbox.ps1 has no parameter -Mail'],
    ['pwsh infra/grant-mail.ps1', 'no such script: infra/grant-mail.ps1'],
  ])('%s', (line, what) => {
    expect(shellFaults(inShell(`# a comment\n${line}\n`), new Map(), scripts())).toEqual([
      { file: 'a file', line: 2, what },
    ]);
  });

  test.each([
    'az deployment group create -g "$G" -n x \\\n  -p infra/main.bicepparam --query "a[?b==\'c\'].d" # --not-an-option',
    'az rest --method get --url "https://x/y?a=b&c=d" </dev/null',
    'out() { az group show -n x --query properties.outputs.$1.value -o tsv; }',
    'az bicep',
  ])('nothing wrong with %s', (line) => {
    expect(shellFaults(inShell(line), new Map())).toEqual([]);
  });
});

test('a command is read with its words, also inside of another', () => {
  const text = `a=1 if x "b c" 'd' \\\n e$(f g | h) <i >"j" && k # l\n( m; n ) & o`;
  expect(shellCommands(text).map(({ words }) => words.join('|'))).toEqual([
    'f|g',
    'h',
    'x|b c|d|e$()',
    'k',
    'm',
    'n',
    'o',
  ]);
});
