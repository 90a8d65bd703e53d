import type { Command, Option } from 'commander';
import { completionScript, FILES, type Shell } from './completionScripts';
import { type Terminal, writer } from './terminal';

/** Writes the script that a shell loads. */
export async function completion(shell: Shell, terminal: Terminal): Promise<void> {
  await writer(terminal.stdout)(completionScript(shell));
}

/**
 * Answers the script of a shell: a line for each word that fits, with its description after a tab, or one line that stands
 * for names of files, which the shell knows better.
 *
 * @param words of the command line after the name of the program; the last one is being typed, and has a dot before it, as some
 * shells lose an empty argument
 */
export async function complete(
  program: Command,
  words: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const found = fitting(program, words);
  const lines = found === 'files' ? [FILES] : found.map(({ word, about }) => `${word}\t${about}`);
  await writer(terminal.stdout)(lines.map((line) => `${line}\n`).join(''));
}

type Candidate = { readonly word: string; readonly about: string };

function fitting(program: Command, given: readonly string[]): readonly Candidate[] | 'files' {
  const { before, typed, isSplit } = typedIn(given);
  const all = candidates(program, before, typed);
  if (all === 'files') return all;
  const fits = all.filter(({ word }) => word.startsWith(typed));
  // bash takes the value of an option as a word of its own.
  return isSplit ? fits.map(({ word, about }) => ({ word: word.slice(word.indexOf('=') + 1), about })) : fits;
}

/** Of `--format`, `=` and `js`, as bash splits it, makes `--format=js`. */
function typedIn(given: readonly string[]) {
  const words = [...given.slice(0, -1), (given.at(-1) ?? '.').slice(1)];
  const [option = '', equals, typed = ''] = words.slice(-3);
  if (equals !== '=') return { before: words.slice(0, -1), typed: words.at(-1) ?? '', isSplit: false };
  return { before: words.slice(0, -3), typed: `${option}=${typed}`, isSplit: true };
}

function candidates(
  program: Command,
  before: readonly string[],
  typed: string,
): readonly Candidate[] | 'files' {
  const command = program.commands.find((one) => one.name() === before.find((word) => !word.startsWith('-')));
  const asked = command ?? program;
  const option = asked.options.find((one) => takesValue(one) && one.long === before.at(-1));
  if (option) return valuesOf(option);
  const [name = '', value] = typed.split('=');
  const named =
    value === undefined ? undefined : asked.options.find((one) => takesValue(one) && one.long === name);
  if (named) return withName(name, valuesOf(named));
  if (typed.startsWith('-')) return optionsOf(asked);
  return command ? argumentsOf(command) : commandsOf(program);
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

const OF_FILES = /[<[](file|folder)/;

function valuesOf({ argChoices, flags, description }: Option): readonly Candidate[] | 'files' {
  if (argChoices) return argChoices.map((word) => ({ word, about: description }));
  return OF_FILES.test(flags) ? 'files' : [];
}

function withName(name: string, values: readonly Candidate[] | 'files'): readonly Candidate[] | 'files' {
  return values === 'files' ? values : values.map(({ word, about }) => ({ word: `${name}=${word}`, about }));
}

function optionsOf(command: Command): readonly Candidate[] {
  const options = command.createHelp().visibleOptions(command);
  return options.flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []));
}

function commandsOf(program: Command): readonly Candidate[] {
  const commands = program.createHelp().visibleCommands(program);
  return commands.map((one) => ({ word: one.name(), about: one.description() }));
}

function argumentsOf({ registeredArguments: [argument] }: Command): readonly Candidate[] | 'files' {
  if (argument?.argChoices) return argument.argChoices.map((word) => ({ word, about: argument.description }));
  return argument?.name() === 'file' ? 'files' : [];
}
