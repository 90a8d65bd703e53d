import type { Environment } from '../../../shared/settingReader';

export type MailMode = 'graph' | 'acs' | 'outbox';

const MODES: readonly MailMode[] = ['graph', 'acs', 'outbox'];

/** The mode of a deployed app, as shared/config.ts reads it. A mode that does not exist is a fault of the settings. */
export function deployedMode(settings: Environment): MailMode {
  return modeSet(settings) ?? (settings.EMAIL_ENDPOINT?.trim() ? 'acs' : 'graph');
}

/** The mode of the next deployment: infra/main.bicepparam reads MAIL_MODE alone. */
export function intendedMode(exported: Environment): MailMode {
  return modeSet(exported) ?? 'graph';
}

/** An exported mode is the choice of the person: they may be about to change it. */
export function isModeExported(exported: Environment): boolean {
  return modeSet(exported) !== null;
}

function modeSet({ MAIL_MODE }: Environment): MailMode | null {
  return MODES.find((mode) => mode === MAIL_MODE?.trim()) ?? null;
}

/** The mailbox that the app sends from, or is to send from; `null` if none is named. */
export function senderIn({ MAIL_SENDER }: Environment): string | null {
  return MAIL_SENDER?.trim() || null;
}
