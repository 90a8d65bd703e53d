import type { WorkspaceCode } from '../shared/domain/fault';
import type { Workspace, WorkspaceTable } from '../shared/logAnalytics/workspace';
import { WorkspaceError } from '../shared/logAnalytics/workspaceError';
import { answerRows, COLUMNS } from '../tenant/workspace/answer';
import { type AskedRows, readQuery } from '../tenant/workspace/query';
import { workspaceRows } from '../tenant/workspace/rows';
import type { Random } from '../tenant/world/random';
import type { World } from '../tenant/world/world';
import type { CallErrors, Machine } from './machine';

/** A Log Analytics workspace in memory. It outlives the machines that call it. */
export type LogAnalyticsService = {
  readonly reachedFrom: (machine: Machine, random: Random) => Workspace;
};

export type WorkspaceLimits = {
  /** The longest span that it answers for in time. */
  readonly longestMs: number;
  /** It returns a part of more rows. */
  readonly mostRows: number;
  /** The refusal of all queries, and when. */
  readonly refusal: {
    readonly code: WorkspaceCode;
    readonly fromMs: number;
    readonly toMs: number;
  } | null;
};

/** @param now the service's own clock */
export function logAnalyticsService(
  { log }: World,
  now: () => number,
  limits: WorkspaceLimits,
): LogAnalyticsService {
  const rows = workspaceRows(log);
  const columns = COLUMNS.map(([name]) => name);
  const carryOut = ({ query, generated }: Parameters<Workspace['ask']>[0]): WorkspaceTable => {
    const asked = readQuery(query.kql);
    if (asked === null) throw new WorkspaceError('badRequest', { status: 400 });
    const refused = refusalOf(asked, limits, now());
    if (refused !== null) throw new WorkspaceError(refused);
    const bounds = [generated.from, generated.to] as const;
    const found = answerRows({ rows, atMs: now(), generated: bounds }, asked);
    if (found.length > limits.mostRows) throw new WorkspaceError('partial', { status: 200 });
    return { columns, rows: found };
  };
  return {
    reachedFrom: (machine, random) => ({
      ask: async (query, until = Number.POSITIVE_INFINITY) => {
        if (machine.clock() >= until) throw new WorkspaceError('outOfTime');
        return machine.call(() => carryOut(query), errorsAt(random));
      },
    }),
  };
}

function refusalOf(
  { fromMs, toMs }: AskedRows,
  { longestMs, refusal }: WorkspaceLimits,
  now: number,
): WorkspaceCode | null {
  if (refusal !== null && refusal.fromMs <= now && now < refusal.toMs) return refusal.code;
  return toMs - fromMs > longestMs ? 'timedOut' : null;
}

const PASSING: readonly WorkspaceCode[] = ['throttled', 'timedOut', 'partial'];

function errorsAt(random: Random): CallErrors {
  return {
    repeats: true,
    unreachable: () => new WorkspaceError('unavailable'),
    refused: () => new WorkspaceError(random.pick(PASSING)),
    garbage: () => new WorkspaceError('badAnswer', { status: 200 }),
  };
}
