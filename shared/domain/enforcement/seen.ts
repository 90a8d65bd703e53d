/** Azure says `forbidden` where a role is missing, and in places `notFound` where that means the same. */
export type HiddenBy = 'forbidden' | 'notFound';

/** What the identity was shown, if anything. */
export type Seen<T> =
  | { readonly kind: 'shown'; readonly value: T }
  | { readonly kind: 'hidden'; readonly by: HiddenBy };
