export const UNNAMED_ACCOUNT = 'Account that the log does not name';

export const NOT_IN_RECORD = 'Not in the record';

export const PROVISIONAL = {
  label: 'Provisional',
  meaning:
    'Microsoft may still complete this record, up to about two hours after the sign-in. Until then no digest reports it.',
} as const;

/** The labels of the fields of a record. */
export const SIGN_IN_FACTS = {
  evidence: 'Decided by',
  resource: 'Resource',
  client: 'Client',
  place: 'Place',
  interactive: 'Sign-in',
  ipAddress: 'IP address',
  id: 'Request id',
} as const;

/** Whether a person was there at the sign-in. */
export function interactiveInWords(interactive: boolean | null): string {
  if (interactive === null) return 'The record does not say whether it was interactive';
  return interactive ? 'Interactive' : 'Non-interactive';
}
