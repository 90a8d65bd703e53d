import { z } from 'zod';
import {
  type Failure,
  GRAPH_CODES,
  HTTP_CODES,
  MAILBOX_TROUBLES,
  type MailFault,
  TABLES_CODES,
  WORKSPACE_CODES,
} from '../../domain/fault';

const count = z.number();
const word = z.string().nullable();
const status = count.nullable();
const answered = { status, serviceCode: word };

const graph = z.object({
  system: z.literal('graph'),
  code: z.enum(GRAPH_CODES),
  path: z.string(),
  permission: word,
  isRoleMissing: z.boolean(),
  ...answered,
});

const arm = z.object({ system: z.literal('arm'), code: z.enum(HTTP_CODES), path: z.string(), ...answered });

const workspace = z.object({ system: z.literal('workspace'), code: z.enum(WORKSPACE_CODES), ...answered });

const ofTables = { system: z.literal('tables') };
const tables = z.union([
  z.object({ ...ofTables, code: z.literal('badRow'), table: z.string(), columns: z.array(z.string()) }),
  z.object({ ...ofTables, code: z.literal('tooBig'), column: z.string(), kib: count, mostKib: count }),
  z.object({ ...ofTables, code: z.enum(TABLES_CODES), ...answered }),
]);

const mail: z.ZodType<MailFault, unknown> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['noToken', 'foreignLink', 'unconfirmed']) }),
  z.object({ kind: z.enum(['refused', 'unclear']), status: count, serviceCode: word }),
  z.object({ kind: z.literal('dropped'), state: z.string(), serviceCode: word }),
  z.object({ kind: z.literal('undocumented'), status, state: word }),
  z.object({ kind: z.literal('mailbox'), why: z.enum(MAILBOX_TROUBLES), status, serviceCode: word }),
  z.object({ kind: z.literal('mailboxUnclear'), status, serviceCode: word }),
  z.object({ kind: z.enum(['noAnswer', 'outboxNotWritten', 'outboxNotRead']), errorCode: word }),
]);

const noRecipients = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['noAddress', 'identityUnknown']) }),
  z.object({ kind: z.literal('missingPermission'), permission: word }),
]);

const nested = z.lazy((): z.ZodType<Failure, unknown> => storedFailure);
const ofWatch = { system: z.literal('watch') };
const watch = z.discriminatedUnion('code', [
  z.object({ ...ofWatch, code: z.literal('badSettings'), problems: z.array(z.string()) }),
  z.object({ ...ofWatch, code: z.literal('severalUsers'), userIds: z.array(z.string()) }),
  z.object({ ...ofWatch, code: z.literal('formatChanged'), rejected: count, records: count }),
  z.object({
    ...ofWatch,
    code: z.literal('unreadable'),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    why: nested,
  }),
  z.object({ ...ofWatch, code: z.literal('tooLong') }),
  z.object({ ...ofWatch, code: z.literal('noRecipients'), why: noRecipients }),
  z.object({ ...ofWatch, code: z.literal('notSent'), mail }),
  z.object({
    ...ofWatch,
    code: z.literal('gaveUp'),
    localDay: z.string(),
    tries: count,
    last: nested.nullable(),
  }),
]);

/** The longest sentence of an earlier version that is kept, in UTF-16 units: such sentences quoted other systems. */
const LONGEST_SENTENCE = 400;

const earlierVersion = z
  .string()
  .transform((text) => ({ system: 'earlierVersion', sentence: text.slice(0, LONGEST_SENTENCE) }) as const);

/**
 * Why something failed. A sentence comes from an earlier version, which stored no facts. A failure that only another version knows is
 * read as an unknown one: it must not be lost.
 */
export const storedFailure: z.ZodType<Failure, unknown> = z
  .union([graph, arm, workspace, tables, watch, z.object({ system: z.literal('unknown') }), earlierVersion])
  .catch({ system: 'unknown' });
