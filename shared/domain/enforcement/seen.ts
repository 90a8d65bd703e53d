/** Azure answers `forbidden` if a role is missing, and in some places `notFound` for the same reason. */
export type HiddenBy = 'forbidden' | 'notFound';

/** A value that the identity may read, or the reason why not. */
export type Seen<T> =
  | { readonly kind: 'shown'; readonly value: T }
  | { readonly kind: 'hidden'; readonly by: HiddenBy };
