import { z } from 'zod';

/** The type with all of it read-only, as zod infers no other. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Same<A, B> = [Frozen<A>] extends [Frozen<B>]
  ? [Frozen<B>] extends [Frozen<A>]
    ? unknown
    : never
  : never;

/**
 * The schema of an answer, which compiles only if it says what the code answers, no more and no less. Optional fields aside: test/fuzz/
 * compares real answers with the document.
 */
export function describes<T>() {
  return <S extends z.ZodType>(schema: S & Same<T, z.output<S>>): S => schema;
}

export const text = z.string();
export const time = z.string().meta({ format: 'date-time' });
export const day = z.string().meta({ format: 'date' });
export const flag = z.boolean();
export const count = z.int().min(0);
export const texts = z.array(text);

/** A text of a closed list that is not part of the contract. */
export function words<T extends string>(): z.ZodType<T> {
  return text as unknown as z.ZodType<T>;
}
