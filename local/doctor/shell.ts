import type { Environment } from '../../shared/settingReader';

/** The shell that a person pastes the commands into. */
export type Shell = 'posix' | 'powershell';

/** @param platform as Node.js names it. Git Bash on Windows reads POSIX lines, and sets MSYSTEM. */
export function shellOf(platform: string, env: Environment): Shell {
  return platform === 'win32' && !env.MSYSTEM ? 'powershell' : 'posix';
}

/** It stands unquoted, so that a shell refuses the line until the admin has chosen a value. */
export const VALUE = '<value>';

/** How a shell writes what the others write differently. */
type Spelling = {
  /** The text as one word: Azure allows names such as `rg(1)`. */
  readonly quoted: (text: string) => string;
  /** Runs the second command only if the first succeeded. */
  readonly both: (first: string, second: string) => string;
  /** Exports a setting; `null` for a value that only the admin knows. */
  readonly exported: (name: string, value: string | null) => string;
  readonly exportedOutput: (name: string, command: string) => string;
  /** @param command names the variable as `$variable` */
  readonly forEach: (variable: string, words: readonly string[], command: string) => string;
  /** A script of infra/ that is there for each shell. @param path without its ending */
  readonly script: (path: string) => string;
  /** A script of infra/ that is there for PowerShell only. @param path without its ending */
  readonly powerShellScript: (path: string) => string;
  /** The text of a file, as one word. */
  readonly contentOf: (path: string) => string;
  /** A line that only PowerShell understands. */
  readonly powerShell: (line: string) => string;
};

/**
 * The lines for PowerShell are for Windows PowerShell 5.1 too, which has no `&&`. PowerShell's own parser reads them in the tests.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_operators (read 2026-11-29)
 */
const SPELLINGS: Readonly<Record<Shell, Spelling>> = {
  posix: {
    quoted: quotedForPosix,
    both: (first, second) => `${first} && ${second}`,
    exported: (name, value) => `export ${name}=${value === null ? VALUE : quotedForPosix(value)}`,
    exportedOutput: (name, command) => `export ${name}=$(${command})`,
    forEach: (variable, words, command) => `for ${variable} in ${words.join(' ')}; do ${command}; done`,
    script: (path) => `${path}.sh`,
    powerShellScript: (path) => `pwsh ${path}.ps1`,
    contentOf: (path) => `"$(cat ${path})"`,
    powerShell: (line) => `pwsh -Command ${quotedForPosix(line)}`,
  },
  powershell: {
    quoted: quotedForPowerShell,
    both: (first, second) => `${first}; if ($?) { ${second} }`,
    exported: (name, value) => `$env:${name} = ${value === null ? VALUE : literal(value)}`,
    exportedOutput: (name, command) => `$env:${name} = ${command}`,
    forEach: (variable, words, command) =>
      `foreach ($${variable} in ${words.map(literal).join(', ')}) { ${command} }`,
    script: (path) => `./${path}.ps1`,
    powerShellScript: (path) => `./${path}.ps1`,
    contentOf: (path) => `(Get-Content ${path})`,
    powerShell: (line) => line,
  },
};

export function spellingOf(shell: Shell): Spelling {
  return SPELLINGS[shell];
}

function quotedForPosix(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A word must not begin with `@`, and a comma makes a list of it. */
export function quotedForPowerShell(text: string): string {
  return /^[\w+=:./-][\w@+=:./-]*$/.test(text) ? text : literal(text);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
