import { z } from 'zod';
import { ACCOUNT_STATES } from '../../../shared/domain/account/account';
import { PROBLEM_CODES } from '../../../shared/domain/problem';
import type { Summary, VerdictCounts } from '../../../shared/domain/verdict/summary';
import type { ProblemInWords } from '../../../shared/render/words/problems';
import type { tenantCheckJson, userCheckJson } from '../checks';
import type { healthJson } from '../health';
import { account, effectCounts } from './account';
import { count, describes, flag, text, time } from './described';
import { finding } from './finding';

export const problem = describes<ProblemInWords>()(
  z.object({ code: z.enum(PROBLEM_CODES), sentence: text, mend: text }),
);

export const health = describes<ReturnType<typeof healthJson>>()(
  z.object({
    healthy: flag,
    poll: z.object({ onTime: flag, readUntil: time.nullable(), lagMinutes: z.int().nullable() }),
    posture: z.object({ onTime: flag, refreshedAt: time.nullable() }),
    digest: z.object({ onTime: flag, localDay: text.nullable(), status: text.nullable() }),
    rejectsLast7Days: count,
    problems: z.array(problem),
  }),
);

export const verdictCounts = describes<VerdictCounts>()(
  z.object({ withoutMfa: count, cannotTell: count, mfa: count, outOfScope: count }),
);

export const summary = describes<Summary>()(
  z.object({
    read: count,
    rejected: count,
    byVerdict: verdictCounts,
    byApp: z.record(z.string(), verdictCounts),
  }),
);

const poll = z.object({
  spans: count,
  read: count,
  rejected: count,
  byVerdict: verdictCounts,
  findings: count,
  written: count,
  removed: count,
  transactions: count,
  corrected: count,
  readUntil: time,
  readFrom: time,
  complete: flag,
});

export const tenantCheck = describes<ReturnType<typeof tenantCheckJson>>()(
  z.object({
    poll,
    effects: effectCounts,
    openCount: count,
    open: z.array(account).max(100),
    byState: z.partialRecord(z.enum(ACCOUNT_STATES), count),
    health,
  }),
);

export const userCheck = describes<ReturnType<typeof userCheckJson>>()(
  z.object({ from: time, to: time, summary, account, findings: z.array(finding) }),
);
