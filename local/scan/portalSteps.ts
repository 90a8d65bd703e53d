import { isObject, type JsonObject } from '../../shared/decode/fields';
import { PORTAL_ID_COLUMN, stepOf, withSteps } from '../../shared/decode/portalCsv';
import { guidTable } from '../../shared/domain/guidTable';
import type { FileRecord } from '../files/fileRecord';

/** The steps in the portal's file of authentication details, which join the sign-ins by request id. */
export type PortalSteps = {
  readonly take: (row: unknown) => void;
  /** In the order of the file; `null` for a request that has none. */
  readonly of: (requestId: string) => readonly JsonObject[] | null;
};

/**
 * Keeps 20 bytes for each request: its id, and a number for the sequence of its steps. A sequence that happened a million
 * times is kept once, and there are few different steps.
 */
export function portalSteps(): PortalSteps {
  const byId = guidTable(1, 1);
  /** Each sequence is a shorter one and a last step; number 0 is the empty one. */
  const sequences: Sequence[] = [{ before: 0, step: {} }];
  const numbers = new Map<string, number>();
  const longer = (before: number, step: JsonObject) => {
    const key = JSON.stringify([before, Object.values(step)]);
    const number = numbers.get(key);
    if (number !== undefined) return number;
    numbers.set(key, sequences.length);
    return sequences.push({ before, step }) - 1;
  };
  return {
    take: (row) => {
      const id = requestIdOf(row);
      if (id === null || !isObject(row)) return;
      const number = byId.find(id) ?? byId.add(id);
      number[0] = longer(number[0] ?? 0, stepOf(row));
    },
    of: (requestId) => {
      const [number] = byId.find(requestId.toLowerCase()) ?? [];
      return number === undefined ? null : stepsOf(sequences, number);
    },
  };
}

type Sequence = { readonly before: number; readonly step: JsonObject };

function stepsOf(sequences: readonly Sequence[], last: number): readonly JsonObject[] {
  const steps: JsonObject[] = [];
  for (let number = last; number !== 0; number = sequences[number]?.before ?? 0) {
    steps.push(sequences[number]?.step ?? {});
  }
  return steps.reverse();
}

/** The rows of the download's main file, each with its steps. */
export async function* joinedTo(
  batches: AsyncIterable<Iterable<FileRecord>>,
  steps: PortalSteps,
): AsyncGenerator<Iterable<FileRecord>> {
  for await (const records of batches) yield joined(records, steps);
}

function* joined(records: Iterable<FileRecord>, steps: PortalSteps): Generator<FileRecord> {
  for (const record of records) {
    const id = 'raw' in record ? requestIdOf(record.raw) : null;
    const found = id === null ? null : steps.of(id);
    const isJoined = found !== null && 'raw' in record && isObject(record.raw);
    yield isJoined ? { line: record.line, raw: withSteps(record.raw, found) } : record;
  }
}

function requestIdOf(row: unknown): string | null {
  const id = isObject(row) ? row[PORTAL_ID_COLUMN] : null;
  return typeof id === 'string' && id !== '' ? id.toLowerCase() : null;
}
