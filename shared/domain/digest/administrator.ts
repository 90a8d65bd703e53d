/** A holder of the Global Administrator role. */
export type Administrator = {
  readonly userId: string;
  readonly displayName: string | null;
  readonly userPrincipalName: string | null;
  readonly enabled: boolean;
  /** `mail`, else the first of `otherMails`; `null` when there is neither. */
  readonly address: string | null;
  /** `active` (directly or through a group) or `eligible` (PIM). */
  readonly held: 'active' | 'eligible';
};

/** All of them, each once, and what could not be read (PIM needs a licence of its own). */
export type Administrators = {
  readonly administrators: readonly Administrator[];
  readonly eligibleRead: boolean;
};
