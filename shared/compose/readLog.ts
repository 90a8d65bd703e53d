import { type PollSummary, pollSignIns } from '../jobs/poll/pollSignIns';
import { settleSignIns } from '../jobs/settle/settleSignIns';
import type { Parts } from './parts';
import { pollDeps } from './poll';
import { settleDeps } from './stream';

/** Reads the new part of the log. Sign-ins of a stream are stored already, so they are only judged; other sources are queried. */
export function logReaderOf(
  parts: Parts,
  change: { readonly budgetMs?: number } = {},
): (now: Date) => Promise<PollSummary> {
  return parts.config.source.kind === 'eventHub'
    ? (now) => settleSignIns({ ...settleDeps(parts), ...change }, now)
    : (now) => pollSignIns({ ...pollDeps(parts), ...change }, now);
}
