import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { writer } from '../commands/terminal';
import { DamagedGzipError } from '../files/gunzip';
import { openInput, removedAtExit } from '../files/openInput';
import type { Opened } from '../scan/sources';
import { formRedaction, type RedactedForm } from './form';
import type { Context } from './values';

/** A redacted copy in a temporary file. */
export type Copy = {
  readonly form: Exclude<RedactedForm, null>;
  readonly input: Opened;
};

export type Copies = {
  /** @returns `null` if nothing in the file is known to be harmless, or nothing is left of it */
  readonly add: (original: Opened, onBytes: (bytesRead: number) => void) => Promise<Copy | null>;
  readonly close: () => void;
};

/** Copies appear only when all of them are complete and compared: until then they are in a temporary folder. */
export async function openCopies(context: Context): Promise<Copies> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-'));
  const leave = removedAtExit(folder);
  return {
    add: async (original, onBytes) => {
      const path = join(folder, String(original.index));
      const form = await redactInto(path, original.text(onBytes), context);
      if (form === null) return null;
      const { index, folder: named } = original;
      return { form, input: { ...(await openInput(path)), index, folder: named } };
    },
    close: () => {
      leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function redactInto(
  path: string,
  texts: AsyncIterable<string>,
  context: Context,
): Promise<RedactedForm> {
  const redaction = formRedaction(context);
  const file = createWriteStream(path, { mode: 0o600 });
  const ended = finished(file);
  ended.catch(() => {});
  const put = writer(file);
  let characters = 0;
  const write = async (text: string) => {
    characters += text.length;
    if (text !== '') await put(text);
  };
  try {
    for await (const text of texts) await write(redaction.push(text));
  } catch (error) {
    // The text before the damage is redacted like a file that was cut.
    if (!(error instanceof DamagedGzipError)) throw error;
  }
  await write(redaction.end());
  file.end();
  await ended;
  return characters === 0 ? null : redaction.form();
}
