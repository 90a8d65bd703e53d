import type { Span } from '../domain/time';
import type { Kql } from './kql';

export type WorkspaceQuery = {
  readonly query: Kql;
  /** Bounds `TimeGenerated`, beside what the query says. */
  readonly generated: Span;
};

/** A table as Log Analytics writes it: each row has a cell for each column. */
export type WorkspaceTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
};

/**
 * A Log Analytics workspace. Nothing is asked, and no wait begun, that would last beyond `until` (milliseconds since 1970-01-01
 * UTC, no end by default): that is a WorkspaceError `outOfTime`.
 *
 * It throws WorkspaceError, and nothing else.
 */
export type Workspace = {
  readonly ask: (query: WorkspaceQuery, until?: number) => Promise<WorkspaceTable>;
};
