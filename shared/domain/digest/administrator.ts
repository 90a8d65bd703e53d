/** A holder of the Global Administrator role. */
export type Administrator = {
  readonly userId: string;
  readonly displayName: string | null;
  readonly userPrincipalName: string | null;
  readonly enabled: boolean;
  /** `mail`, else the first of `otherMails`; `null` if there is neither. */
  readonly address: string | null;
  /** `active` (directly or through a group) or `eligible` (PIM). */
  readonly held: 'active' | 'eligible';
};

/** All of them that could be read, each once. */
export type Administrators = {
  readonly administrators: readonly Administrator[];
  /**
   * The parts that could not be read, so that holders are missing: eligible holders (PIM needs a licence of its own),
   * or members of one of the groups that hold the role. Empty if all was read.
   */
  readonly unread: readonly ('eligible' | 'groups')[];
};
