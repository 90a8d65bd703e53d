import type { Span } from '../time';

/** Which sign-ins to ask a source for. */
export type SignInQuery = {
  readonly span: Span;
  /** Client app ids, or resource ids: a sign-in that matches any of them. */
  readonly appIds: readonly string[];
  readonly resourceIds: readonly string[];
  readonly includeNonInteractive: boolean;
  /** Only this user's; `null` for everyone's. */
  readonly userId: string | null;
};
