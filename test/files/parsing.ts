import type { FileRecord, RecordParser } from '../../local/files/fileRecord';

/** Everything a parser gives out for a text that reaches it in these pieces. */
export function parseAll(parser: RecordParser, ...pieces: readonly string[]): readonly FileRecord[] {
  return [...pieces.flatMap((piece) => [...parser.push(piece)]), ...parser.end(null)];
}

/** Splits a text at the given places, which may lie beyond its end. */
export function split(text: string, places: readonly number[]): readonly string[] {
  const sorted = places.toSorted((a, b) => a - b);
  return [0, ...sorted].map((from, index) => text.slice(from, sorted[index] ?? text.length));
}

export function raws(records: readonly FileRecord[]): readonly unknown[] {
  return records.flatMap((record) => ('raw' in record ? [record.raw] : []));
}

export function errors(records: readonly FileRecord[]): readonly FileRecord[] {
  return records.filter((record) => 'error' in record);
}
