import type { Of } from '../outcomeForm';

export type SourceOutcome =
  | Of<'source', 'workspaceFound' | 'capReached', { workspace: string }>
  /** By its workspace id. */
  | Of<'source', 'workspaceNotFound', { id: string }>
  | Of<'source', 'hubFound', { hub: string; namespace: string }>
  /** By its host name. */
  | Of<'source', 'namespaceNotFound', { host: string }>
  | Of<'source', 'hubNotFound', { hub: string; namespace: string }>
  | Of<'source', 'groupNotFound', { hub: string; consumerGroup: string }>
  /** `on` is the name of the workspace or hub. */
  | Of<'sourceRole', 'assigned' | 'wider' | 'notAssigned', { role: string; on: string }>
  | Of<'diagnosticSetting', 'sends', { settings: readonly string[]; to: string }>
  /** `categories` are those that no setting sends there. */
  | Of<'diagnosticSetting', 'notSent', { categories: readonly string[]; to: string }>;
