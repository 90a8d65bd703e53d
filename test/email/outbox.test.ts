import * as disk from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Mail } from '../../shared/domain/digest/mail';
import { type OutboxFiles, outboxMailer } from '../../shared/email/outbox';

const OPERATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const NAMED = named(OPERATION);
const NAME = `mail-${OPERATION}`;
const ALL = [`${NAME}.html`, `${NAME}.json`, `${NAME}.txt`];
const MAIL: Mail = { subject: 'One', text: 'One.', html: '<p>One.</p>', to: ['alex@contoso.example'] };
const now = () => new Date('2026-11-21T07:00:00Z');

let parent = '';
let folder = '';

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'outbox-'));
  folder = join(parent, 'out', 'outbox');
});

afterEach(() => rm(parent, { recursive: true }));

async function read(name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8');
}

/** The disk, but the rename to a name that ends so fails. */
function failingAt(ending: string): OutboxFiles {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  return {
    ...disk,
    rename: async (from, to) => (String(to).endsWith(ending) ? Promise.reject(full) : disk.rename(from, to)),
  };
}

test('writes the mail as HTML, text and a record of it, into a folder made for it', async () => {
  const outbox = outboxMailer({ folder, now });
  expect(await outbox.send(MAIL, NAMED)).toEqual({ kind: 'sent' });
  expect((await readdir(folder)).sort()).toEqual(ALL);
  expect(await read(`${NAME}.html`)).toBe(MAIL.html);
  expect(await read(`${NAME}.txt`)).toBe(MAIL.text);
  expect(JSON.parse(await read(`${NAME}.json`))).toEqual({
    operationId: OPERATION,
    to: ['alex@contoso.example'],
    subject: 'One',
    files: { html: `${NAME}.html`, text: `${NAME}.txt` },
    sentAt: '2026-11-21T07:00:00.000Z',
  });
});

test('writes the same files when the same operation is sent again', async () => {
  const outbox = outboxMailer({ folder, now });
  await outbox.send(MAIL, NAMED);
  const before = await read(`${NAME}.json`);
  expect(await outbox.send(MAIL, named(OPERATION.toUpperCase()))).toEqual({ kind: 'sent' });
  expect((await readdir(folder)).sort()).toEqual(ALL);
  expect(JSON.parse(await read(`${NAME}.json`))).toEqual({
    ...JSON.parse(before),
    operationId: OPERATION.toUpperCase(),
  });
});

test('survives two sends of one operation at once', async () => {
  const outbox = outboxMailer({ folder, now });
  const outcomes = await Promise.all([outbox.send(MAIL, NAMED), outbox.send(MAIL, NAMED)]);
  expect(outcomes).toEqual([{ kind: 'sent' }, { kind: 'sent' }]);
  expect((await readdir(folder)).sort()).toEqual(ALL);
});

test('knows the mails that it sent, and no others', async () => {
  const outbox = outboxMailer({ folder, now });
  expect(await outbox.fateOf(NAMED)).toEqual({ kind: 'notSent', draftId: null });
  await outbox.send(MAIL, NAMED);
  expect(await outbox.fateOf(NAMED)).toEqual({ kind: 'sent' });
  expect(await outbox.fateOf(named('0f8fad5b-0000-4000-8000-000000000000'))).toEqual({
    kind: 'notSent',
    draftId: null,
  });
});

test.each(['.html', '.txt', '.json'])(
  'has not sent a mail that it could not write in full (%s)',
  async (ending) => {
    const outbox = outboxMailer({ folder, now, files: failingAt(ending) });
    expect(await outbox.send(MAIL, NAMED)).toEqual({
      kind: 'refused',
      reason: { kind: 'outboxNotWritten', errorCode: 'ENOSPC' },
    });
    expect(await outbox.fateOf(NAMED)).toEqual({ kind: 'notSent', draftId: null });
    expect((await readdir(folder)).filter((name) => name.endsWith(ending) && !name.startsWith('.'))).toEqual(
      [],
    );
  },
);

test('leaves no half of a file under its name when it dies while writing', async () => {
  const half: OutboxFiles['writeFile'] = async (file, text) => {
    await disk.writeFile(file, String(text).slice(0, 3));
    throw new Error('the process died');
  };
  await outboxMailer({ folder, now, files: { ...disk, writeFile: half } }).send(MAIL, NAMED);
  expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toEqual([]);
});

test('reports a folder that cannot be made or read', async () => {
  await writeFile(join(parent, 'out'), 'a file where the folder should be');
  const outbox = outboxMailer({ folder, now });
  expect(await outbox.send(MAIL, NAMED)).toMatchObject({ kind: 'refused' });
  expect(await outbox.fateOf(NAMED)).toMatchObject({ kind: 'unclear' });
});

test('takes no operation id that is not a UUID, for it becomes a file name', async () => {
  const outbox = outboxMailer({ folder, now });
  await expect(outbox.send(MAIL, named('../../digest'))).rejects.toThrow(RangeError);
  await expect(outbox.fateOf(named('../../digest'))).rejects.toThrow(RangeError);
});

function named(operationId: string) {
  return { operationId, draftId: null };
}
