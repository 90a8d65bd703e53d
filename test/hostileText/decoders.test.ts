import { describe, expect, test } from '@jest/globals';
import { FieldError } from '../../shared/decode/fieldError';
import { isWatchError } from '../../shared/domain/watchError';
import { fc } from '../seededFc';
import { DECODERS, type Decoder } from './decoders';
import { hostileJson, spoiled } from './texts';

const ALL = Object.entries(DECODERS).flatMap(([file, decoders]) =>
  Object.entries(decoders).map(([name, decoder]): [string, Decoder] => [`${name} of ${file}`, decoder]),
);

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the decoder may be given, and what is like it. */
function anyInput({ samples = [], takesObjects, takesRows }: Decoder): fc.Arbitrary<unknown> {
  const names = [
    ...new Set(samples.flatMap((sample) => (isObject(sample) ? Object.keys(sample as object) : []))),
  ];
  const any = fc.oneof(hostileJson(names), ...samples.map(spoiled));
  if (takesRows)
    return any.map((row) => ({
      ...(isObject(row) ? (row as object) : { value: row }),
      partitionKey: 'a',
      rowKey: 'b',
      etag: 'c',
    }));
  return takesObjects ? any.map((value) => (isObject(value) ? value : { value })) : any;
}

/** What the decoder makes of it, and the error that it names. */
function decodedBy(
  { decode }: Decoder,
  value: unknown,
): { readonly value: unknown } | { readonly error: unknown } {
  try {
    return { value: decode(value) };
  } catch (error) {
    return { error };
  }
}

describe('any value is decoded, or refused by an error with a name', () => {
  test.each(ALL)('%s', (_name, decoder) => {
    fc.assert(
      fc.property(anyInput(decoder), (value) => {
        const found = decodedBy(decoder, value);
        const isNamed = !('error' in found) || found.error instanceof FieldError || isWatchError(found.error);
        if (!isNamed) throw 'error' in found ? found.error : null;
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

describe('a value that it understands is decoded', () => {
  test.each(ALL.filter(([, { samples = [] }]) => samples.length > 0))('%s', (_name, decoder) => {
    for (const sample of decoder.samples ?? []) {
      const before = structuredClone(sample);
      expect('error' in decodedBy(decoder, sample)).toBe(false);
      expect(sample).toEqual(before);
    }
  });
});
