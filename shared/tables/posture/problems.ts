import { z } from 'zod';
import { POSTURE_PARTS } from '../../domain/posturePart';
import {
  type KnownProblem,
  LOST_BY_PERMISSION,
  PROBLEM_CODES,
  type Problem,
  WORKSPACE_UNREAD,
} from '../../domain/problem';
import { storedFailure } from './failures';
import { readableItems } from './readableItems';

const time = z.iso.datetime();
const count = z.number();

const known: z.ZodType<KnownProblem, unknown> = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      'neverPolled',
      'recipientsUnknown',
      'notLicensed',
      'identityUnknown',
      'notEnforcedInCloud',
    ]),
  }),
  z.object({ code: z.enum(['pollLate', 'licenceRefused']), readUntil: time }),
  z.object({ code: z.enum(['pollFailed', 'digestFailed']), failure: storedFailure }),
  z.object({ code: z.literal('urgentFailed'), account: z.string(), failure: storedFailure.nullable() }),
  z.object({ code: z.literal('postureLate'), refreshedAt: time.nullable() }),
  z.object({
    code: z.literal('postureFailed'),
    part: z.enum(POSTURE_PARTS),
    at: time.nullable(),
    failure: storedFailure,
  }),
  z.object({ code: z.literal('digestLate'), localDay: z.string() }),
  z.object({ code: z.literal('whatIfRefused'), questions: count, reply: z.string() }),
  z.object({
    code: z.literal('missingPermission'),
    permission: z.string().nullable(),
    lost: z.enum(LOST_BY_PERMISSION).nullable(),
  }),
  z.object({ code: z.literal('workspaceUnread'), why: z.enum(WORKSPACE_UNREAD) }),
  z.object({ code: z.literal('recordsRejected'), records: count }),
  z.object({ code: z.literal('filterInPieces'), since: time }),
  z.object({ code: z.literal('pollBehind'), since: time, readFrom: time }),
  z.object({ code: z.literal('streamSilent'), since: time.nullable() }),
  z.object({ code: z.literal('streamGap'), from: time, to: time, events: count }),
  z.object({ code: z.literal('registrationsUnread'), rows: count }),
  z.object({ code: z.literal('registrationsCut'), users: count }),
  z.object({ code: z.literal('accountsUnread'), accounts: count, rowKeys: z.array(z.string()) }),
]);

/** The longest sentence of an earlier version that is kept, in UTF-16 units: such sentences quoted other systems. */
const LONGEST_SENTENCE = 1_000;
const sentence = z.string().transform((text) => text.slice(0, LONGEST_SENTENCE));

/** Of an earlier version, which stored words in place of facts. */
const worded = z.object({ code: z.enum(PROBLEM_CODES), sentence, mend: sentence });

/** Stored problems. One that only another version knows is dropped: it must not cost this one the rest. */
export const storedProblems: z.ZodType<readonly Problem[], unknown> = readableItems(z.union([worded, known]));
