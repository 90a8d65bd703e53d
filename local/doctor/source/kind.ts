import type { Environment } from '../../../shared/settingReader';

export type SourceKind = 'graph' | 'logAnalytics' | 'eventHub';

const KINDS: readonly SourceKind[] = ['graph', 'logAnalytics', 'eventHub'];

/** The source of an app, or of the next deployment. One that does not exist is a fault of the settings. */
export function sourceIn({ SIGN_IN_SOURCE }: Environment): SourceKind {
  return KINDS.find((kind) => kind === SIGN_IN_SOURCE?.trim()) ?? 'graph';
}
