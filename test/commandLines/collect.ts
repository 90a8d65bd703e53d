import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandsFor } from '../../local/doctor/commands';

/** Code that a person or a machine is to run, and where it stands. */
export type Code = {
  readonly file: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly language: 'shell' | 'powershell';
  readonly text: string;
};

const FENCES: Readonly<Record<string, Code['language']>> = {
  sh: 'shell',
  bash: 'shell',
  powershell: 'powershell',
  pwsh: 'powershell',
};

/** Not `Retry-After`, for example. https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands */
const CMDLET =
  /^(Add|Connect|Convert\w*|Disconnect|Enable|Export|Get|Import|Install|Invoke|New|Remove|Set|Test|Update)-[A-Z]\w+(\s|$)/;

/** All code of the documentation, the scripts, the workflows and the doctor. */
export async function collectCode(root: string): Promise<Code[]> {
  const files = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  for (const folder of ['docs', 'infra', '.github/workflows']) {
    const inside = await readdir(join(root, folder), { recursive: true });
    files.push(...inside.map((name) => `${folder}/${name.replaceAll('\\', '/')}`));
  }
  const found: Code[] = [];
  for (const file of files.sort()) {
    const read = reader(file);
    if (read !== null) found.push(...read(file, await readFile(join(root, file), 'utf8')));
  }
  return [...found, ...doctorCode()].map((code) => ({ ...code, text: withoutPlaceholders(code.text) }));
}

function reader(file: string): ((file: string, text: string) => Code[]) | null {
  if (file.endsWith('.md')) return markdownCode;
  if (file.endsWith('.yml')) return workflowCode;
  if (file.endsWith('.sh')) return (name, text) => [{ file: name, line: 1, language: 'shell', text }];
  if (file.endsWith('.ps1')) return (name, text) => [{ file: name, line: 1, language: 'powershell', text }];
  return null;
}

function markdownCode(file: string, text: string): Code[] {
  const found: Code[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^\s*```(\w*)/.exec(lines[at] ?? '');
    if (!fence) {
      found.push(...spans(file, at + 1, lines[at] ?? ''));
      continue;
    }
    const end = lines.findIndex((line, index) => index > at && /^\s*```\s*$/.test(line));
    const language = FENCES[fence[1] ?? ''];
    if (language)
      found.push({ file, line: at + 2, language, text: `${lines.slice(at + 1, end).join('\n')}\n` });
    at = end < 0 ? lines.length : end;
  }
  return found;
}

/** Commands in the middle of a sentence. */
function spans(file: string, line: number, text: string): Code[] {
  return [...text.matchAll(/`([^`]+)`/g)].flatMap(([, span = '']): Code[] => {
    const code = span.replaceAll('\\|', '|');
    if (/^(az|azd|pwsh) [a-z]/.test(code)) return [{ file, line, language: 'shell', text: code }];
    return CMDLET.test(code) ? [{ file, line, language: 'powershell', text: code }] : [];
  });
}

function workflowCode(file: string, text: string): Code[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at): Code[] => {
    const run = /^(\s*)(?:- )?run: (.*)$/.exec(line);
    if (!run) return [];
    const [, indent = '', first = ''] = run;
    const plain = (code: string) => code.replaceAll(/\$\{\{.*?\}\}/g, 'expression');
    if (first !== '|') return [{ file, line: at + 1, language: 'shell', text: plain(first) }];
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((one) => one.trim() !== '' && one.search(/\S/) <= indent.length);
    const block = rest.slice(0, end < 0 ? undefined : end).join('\n');
    return [{ file, line: at + 2, language: 'shell', text: plain(block) }];
  });
}

/** What the doctor prints, in each shell. */
function doctorCode(): Code[] {
  const subscription = '33333333-3333-4333-8333-333333333333';
  const found = new Map<string, Code>();
  for (const [shell, language] of [
    ['posix', 'shell'],
    ['powershell', 'powershell'],
  ] as const) {
    const place = { group: 'rg (1)', subscription, cloud: 'global' as const, shell };
    for (const [name, command] of Object.entries(commandsFor(place))) {
      const text = textOf(command);
      // A doctor that knows one shell prints the same for each.
      if (!found.has(text))
        found.set(text, { file: `local/doctor/commands.ts, ${name}`, line: 1, language, text });
    }
  }
  return [...found.values()];
}

/** A list of one word that also serves as a text, a command and an object: it can stand for every kind of argument. */
const ANY = Object.defineProperties(['npx'], {
  replaceAll: { value: () => 'npx' },
  sender: { value: 'npx' },
  clientId: { value: 'npx' },
  principalId: { value: 'npx' },
  id: { value: 'npx' },
  subscription: { value: 'npx' },
  group: { value: 'npx' },
  name: { value: 'npx' },
  hubName: { value: 'npx' },
  consumerGroup: { value: 'npx' },
}) as unknown as never;

function textOf(command: string | ((...args: never[]) => string)): string {
  return typeof command === 'string' ? command : command(ANY, ANY, ANY);
}

/** `<value>` and `...` are for a person to replace. */
function withoutPlaceholders(text: string): string {
  return text.replaceAll(/<[a-z][\w .'-]*>/gi, 'placeholder');
}
