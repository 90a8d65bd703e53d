import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readTenantConfig } from '../../shared/config';
import { indexApps, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import type { FileError } from '../files/fileError';
import { showProgress } from '../progress';
import { redactionContext } from '../redact/context';
import { type Copies, type Copy, openCopies } from '../redact/copies';
import { changedVerdicts, verdictReader } from '../redact/verdicts';
import { type Problems, problemsOf } from '../scan/problems';
import { type Opened, openSources } from '../scan/sources';
import { keepHeapSmall } from '../smallHeap';
import { NOT_REDACTABLE, redactResultInWords } from '../words/redact';
import { EXIT_BAD_RECORDS, UsageError } from './failure';
import { openOut, refuseInput } from './outFile';
import { printable } from './printable';
import type { Terminal } from './terminal';

export type RedactOptions = { readonly out?: string };

/**
 * Writes copies of exported sign-ins in which every person, tenant, address and id is replaced. The originals are judged first, and the
 * copies before they appear: a copy that leads to other verdicts is of no use.
 *
 * @param paths of files and folders; `-` for standard input
 */
export async function redact(
  paths: readonly string[],
  options: RedactOptions,
  terminal: Terminal,
): Promise<void> {
  keepHeapSmall();
  const { extraApps } = readTenantConfig(terminal.env);
  const problems = problemsOf(terminal);
  const { inputs } = await openSources(paths, problems);
  let copies: Copies | null = null;
  try {
    await refuseInput(
      options.out,
      inputs.map(({ name }) => name),
    );
    const target = await targetFor(options.out, inputs.length);
    const apps = indexApps(withExtraApps(extraApps));
    const read = verdictReader({ apps, now: terminal.now().getTime(), stream: terminal.stderr });
    const before = await read(inputs);
    const wanted = inputs.filter((input) => isWanted(input, before.failed.get(input.index), problems));
    const { context, replaced } = redactionContext({ apps, tenants: before.tenants });
    copies = await openCopies(context);
    const made = await redactAll(wanted, copies, terminal);
    if (made.length === 0) return;
    const after = await read(made.map(({ input }) => input));
    for (const [index, copy] of made.entries()) await writeOut(copy, target(index, copy), terminal);
    const changed = changedVerdicts(before, after);
    const records = [...before.byInput.values()].reduce((sum, { length }) => sum + length, 0);
    const result = { replaced, people: context.people.count(), records, bad: before.bad, changed };
    for (const line of redactResultInWords(result)) terminal.stderr.write(`mfa-watch: ${line}\n`);
    if (changed > 0) terminal.setExitCode(EXIT_BAD_RECORDS);
  } finally {
    copies?.close();
    for (const input of inputs) await input.close();
    problems.end();
  }
}

/** Nobody said that a file in a folder holds sign-ins. A file that the user named may be the very one that `scan` reads wrongly. */
function isWanted({ name, folder }: Opened, refusal: FileError | undefined, problems: Problems): boolean {
  if (folder === null || refusal === undefined) return true;
  problems.skipped(name, { code: 'noSignIns', problem: refusal.problem });
  return false;
}

async function redactAll(
  originals: readonly Opened[],
  copies: Copies,
  terminal: Terminal,
): Promise<readonly Copy[]> {
  const total = originals.reduce((sum, { bytes }) => sum + bytes, 0);
  const progress = showProgress('Redacting', total, terminal.stderr);
  const made: Copy[] = [];
  let before = 0;
  for (const original of originals) {
    const start = before;
    before += original.bytes;
    const copy = await copies.add(original, (bytesRead) => progress.update(start + bytesRead));
    if (copy !== null) {
      made.push(copy);
      continue;
    }
    terminal.stderr.write(`mfa-watch: ${printable(original.name)}: ${NOT_REDACTABLE}\n`);
    terminal.setExitCode(EXIT_BAD_RECORDS);
  }
  progress.stop();
  return made;
}

type Target = (index: number, copy: Copy) => string | undefined;

/** The place of each copy. In a folder they get new names, because the name of a download may hold the name of a tenant. */
async function targetFor(out: string | undefined, files: number): Promise<Target> {
  const isFolder = out !== undefined && out !== '-' && (await isExistingFolder(out));
  if (files <= 1 && !isFolder) return () => out;
  if (out === undefined || out === '-') throw new UsageError('Name a folder for the copies with --out.');
  await mkdir(out, { recursive: true });
  const existing = new Set(await readdir(out));
  const width = String(files).length;
  return (index, { form }) => {
    const name = `sign-ins-${String(index + 1).padStart(width, '0')}.${form}`;
    if (existing.has(name)) throw new UsageError(`--out ${out} already has ${name}. Name another folder.`);
    return join(out, name);
  };
}

async function isExistingFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info?.isDirectory() === true;
}

async function writeOut({ input }: Copy, path: string | undefined, terminal: Terminal): Promise<void> {
  const out = await openOut(path, terminal);
  try {
    for await (const text of input.text(() => {})) await out.write(text);
    await out.finish();
  } finally {
    out.close();
  }
}
