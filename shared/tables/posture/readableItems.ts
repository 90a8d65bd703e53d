import { z } from 'zod';

/** The readable items of a list: an item that only another version knows must not cost the others. */
export function readableItems<T>(element: z.ZodType<T, unknown>): z.ZodType<readonly T[], unknown> {
  return z.array(z.unknown()).transform((list) => list.flatMap((one) => fitting(element, one)));
}

/** The same for the values of a record. */
export function readableValues<T>(
  element: z.ZodType<T, unknown>,
): z.ZodType<Readonly<Record<string, T>>, unknown> {
  return z
    .record(z.string(), z.unknown())
    .transform((all) =>
      Object.fromEntries(
        Object.entries(all).flatMap(([name, one]) =>
          fitting(element, one).map((value): [string, T] => [name, value]),
        ),
      ),
    );
}

function fitting<T>(element: z.ZodType<T, unknown>, value: unknown): readonly T[] {
  const result = element.safeParse(value);
  return result.success ? [result.data] : [];
}
