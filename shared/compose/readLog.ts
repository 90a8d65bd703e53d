import { type PollSummary, pollSignIns } from '../jobs/poll/pollSignIns';
import { settleSignIns } from '../jobs/settle/settleSignIns';
import type { Parts } from './parts';
import { pollDeps } from './poll';
import { settleDeps } from './stream';

/** Reads what is new in the log: a stream brings it, and it only has to be judged; any other source is asked. */
export function logReaderOf(
  parts: Parts,
  change: { readonly budgetMs?: number } = {},
): (now: Date) => Promise<PollSummary> {
  return parts.config.source.kind === 'eventHub'
    ? (now) => settleSignIns({ ...settleDeps(parts), ...change }, now)
    : (now) => pollSignIns({ ...pollDeps(parts), ...change }, now);
}
