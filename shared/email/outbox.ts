import { randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import { type Mailer, NEEDS_NO_DRAFT } from '../domain/digest/mail';
import { codeIn } from '../domain/word';

export type OutboxOptions = {
  /** Created if missing. */
  readonly folder: string;
  readonly now: () => Date;
  readonly files?: OutboxFiles;
};

export type OutboxFiles = Pick<typeof disk, 'mkdir' | 'writeFile' | 'rename' | 'access'>;

/**
 * Writes each mail into a folder instead of sending it: `mail-<operationId>` with `.html`, `.txt`, and last `.json`, which
 * names the recipients. The name comes from the operation alone, so that a second try writes the same files.
 */
export function outboxMailer({ folder, now, files = disk }: OutboxOptions): Mailer {
  /** First under a temporary name, so that a file is either whole or not there. */
  async function save(name: string, text: string): Promise<void> {
    const unfinished = join(folder, `.${name}.${randomUUID()}`);
    await files.writeFile(unfinished, text, { flush: true });
    await files.rename(unfinished, join(folder, name));
  }

  const send: Mailer['send'] = async (mail, { operationId }) => {
    const { html, text, json } = fileNames(operationId);
    const { to, subject } = mail;
    const record = { operationId, to, subject, files: { html, text }, sentAt: now().toISOString() };
    try {
      await files.mkdir(folder, { recursive: true });
      await save(html, mail.html);
      await save(text, mail.text);
      await save(json, `${JSON.stringify(record, null, 2)}\n`);
      return { kind: 'sent' };
    } catch (error) {
      return { kind: 'refused', reason: { kind: 'outboxNotWritten', errorCode: codeIn(error) } };
    }
  };

  const fateOf: Mailer['fateOf'] = async ({ operationId }) => {
    const { json } = fileNames(operationId);
    try {
      await files.access(join(folder, json));
      return { kind: 'sent' };
    } catch (error) {
      const errorCode = codeIn(error);
      if (errorCode === 'ENOENT') return { kind: 'notSent', draftId: null };
      return { kind: 'unclear', reason: { kind: 'outboxNotRead', errorCode } };
    }
  };

  return { prepare: NEEDS_NO_DRAFT, send, fateOf };
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** @throws RangeError if the operation id is not a UUID: it becomes part of a file name */
function fileNames(operationId: string) {
  if (!UUID.test(operationId)) throw new RangeError('operationId must be a UUID');
  const name = `mail-${operationId.toLowerCase()}`;
  return { html: `${name}.html`, text: `${name}.txt`, json: `${name}.json` };
}
