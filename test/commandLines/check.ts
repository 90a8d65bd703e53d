import { CMDLET_GLOBAL, CMDLETS } from './cmdlets';
import type { Code } from './collect';
import { type ShellCommand, shellCommands } from './shellCommands';
import { AZ, AZ_GLOBAL, AZD, AZD_GLOBAL, type Options } from './tables';

export type Fault = { readonly file: string; readonly line: number; readonly what: string };

/** How many commands were checked, by tool. */
export type Counts = Map<string, number>;

/** What powerShellAst.ps1 finds in a text. */
export type Parsed = {
  readonly errors: readonly { readonly line: number; readonly text: string }[];
  readonly onlySeven: readonly { readonly line: number; readonly text: string }[];
  readonly commands: readonly {
    readonly line: number;
    readonly words: readonly string[];
    readonly parameters: readonly string[];
  }[];
  readonly functions: readonly string[];
  readonly parameters: readonly string[];
  readonly texts: readonly { readonly line: number; readonly text: string }[];
};

/** Programs and scripts that a line of PowerShell may call by name; no module has them. */
const PROGRAMS = new Set(['npm', 'npx', 'node', 'git', 'pwsh', 'curl', 'winget']);

/** The unknown commands and options among the words of a shell script. */
export function shellFaults(code: Code, counts: Counts, scripts: Options = {}): Fault[] {
  return shellCommands(code.text)
    .flatMap((command) => [
      ...commandFaults(command, counts, scripts),
      // Lines that a script prints or keeps for later.
      ...command.words.flatMap((word) => printed(word, command.line, counts, scripts)),
    ])
    .map(placed(code));
}

function printed(
  text: string,
  line: number,
  counts: Counts,
  scripts: Options,
): { line: number; what: string }[] {
  const start = /(?:^|: )((?:az|azd|pwsh) [a-z].*)$/s.exec(text)?.[1];
  if (start === undefined) return [];
  return shellCommands(start).flatMap(({ words }) => commandFaults({ words, line }, counts, scripts));
}

/** The unknown commands, parameters and syntax of PowerShell. */
export function powerShellFaults(
  code: Code,
  parsed: Parsed,
  {
    counts,
    known,
    functions,
    scripts,
  }: {
    counts: Counts;
    known: Readonly<Record<string, readonly string[]>>;
    functions: ReadonlySet<string>;
    scripts: Options;
  },
): Fault[] {
  const commands = parsed.commands.flatMap(({ line, words, parameters }) => {
    const [name = ''] = words;
    if (name === 'az' || name === 'azd') return commandFaults({ words, line }, counts, scripts);
    if (functions.has(name) || PROGRAMS.has(name) || /^[$.&(]/.test(name)) return [];
    const script = scripts[name.replace(/^\.\//, '')];
    const all = name in CMDLETS ? CMDLETS[name] : (script ?? known[name]?.join(' '));
    if (all === undefined) return [{ line, what: `unknown cmdlet: ${name}` }];
    count(
      counts,
      name in CMDLETS
        ? 'cmdlets of Exchange and Graph'
        : script === undefined
          ? 'cmdlets of PowerShell'
          : 'our scripts',
    );
    const names = new Set(`${all} ${CMDLET_GLOBAL}`.toLowerCase().split(' '));
    return parameters
      .filter((parameter) => !names.has(parameter.toLowerCase()))
      .map((parameter) => ({ line, what: `${name} has no parameter -${parameter}` }));
  });
  const texts = parsed.texts.flatMap(({ line, text }) => printed(text, line, counts, scripts));
  // Scripts run in Windows PowerShell too; a page may say that a line is for PowerShell 7.
  const newer = code.file.endsWith('.ps1') ? parsed.onlySeven : [];
  const errors = [...parsed.errors, ...newer].map(({ line, text }) => ({ line, what: text }));
  return [...errors, ...commands, ...texts].map(placed(code));
}

function commandFaults(
  { words: [tool = '', ...words], line }: ShellCommand,
  counts: Counts,
  scripts: Options,
): { line: number; what: string }[] {
  const faults =
    tool === 'az'
      ? optionFaults(tool, words, AZ, AZ_GLOBAL)
      : tool === 'azd'
        ? optionFaults(tool, words, AZD, AZD_GLOBAL)
        : tool === 'pwsh'
          ? scriptFaults(words, scripts)
          : null;
  if (faults === null) return [];
  count(counts, tool);
  return faults.map((what) => ({ line, what }));
}

function optionFaults(tool: string, words: readonly string[], table: Options, everywhere: string): string[] {
  // A function around the tool hands its arguments on.
  if (/^[$@]/.test(words[0] ?? '$')) return [];
  const end = words.findIndex((word) => word.startsWith('-'));
  const names = end < 0 ? words : words.slice(0, end);
  const command = names
    .map((_, index) => names.slice(0, names.length - index).join(' '))
    .find((name) => name in table);
  if (command === undefined) {
    const text = names.join(' ');
    const isGroup = end < 0 && Object.keys(table).some((name) => name.startsWith(`${text} `));
    return isGroup ? [] : [`unknown command: ${tool} ${names.slice(0, 3).join(' ')}`];
  }
  const options = new Set(`${table[command]} ${everywhere}`.split(' '));
  return words
    .filter((word) => /^--?[a-zA-Z]/.test(word))
    .map((word) => word.replace(/=.*$/s, ''))
    .filter((word) => !options.has(word))
    .map((word) => `${tool} ${command} has no option ${word}`);
}

/** `pwsh` with a script of this project. */
function scriptFaults(words: readonly string[], scripts: Options): string[] {
  const name = words.find((word) => word.endsWith('.ps1'));
  if (name === undefined) return [];
  const parameters = scripts[name.replace(/^\.\//, '')];
  if (parameters === undefined) return [`no such script: ${name}`];
  return words
    .slice(words.indexOf(name) + 1)
    .filter((word) => /^-[A-Z]/.test(word) && !parameters.split(' ').includes(word.slice(1)))
    .map((word) => `${name} has no parameter ${word}`);
}

function placed(code: Code) {
  return ({ line, what }: { line: number; what: string }): Fault => ({
    file: code.file,
    line: code.line + line - 1,
    what,
  });
}

function count(counts: Counts, tool: string): void {
  counts.set(tool, (counts.get(tool) ?? 0) + 1);
}
