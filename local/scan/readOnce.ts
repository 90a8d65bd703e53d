import { tmpdir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { type Decoded, signInDecoder } from '../../shared/decode/signIn';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import type { FileRecord } from '../files/fileRecord';
import { type Entry, isSignIn } from './entry';
import { entriesIn, entryBlock } from './entryBlock';
import type { Source } from './source';
import { type Block, openSpool, type Spool } from './spool';

/** A source of decoded records. */
export type DecodedSource = Source & {
  /** In batches. Call it again only after it has come to its end. */
  readonly entries: (onBytes: (bytesRead: number) => void) => AsyncGenerator<Iterable<Entry>>;
};

/** Sources that are read and decoded once, however often their entries are asked for. */
export type ReadOnce = {
  readonly sources: readonly DecodedSource[];
  /** Forgets all copies: the sources are read again when their entries are next asked for. */
  readonly forget: () => void;
  /** Removes the copies. */
  readonly close: () => void;
};

/**
 * Keeps a copy of the entries that the first reading of each source decodes, and returns that later instead of reading the
 * source again: it takes an eighth of the space. If no copy can be kept, for example because the disk is full, the sources
 * are read again.
 *
 * @param isDone whether a sign-in is needed only the first time
 */
export function readOnce(
  sources: readonly Source[],
  { isDone = () => false, temporary = tmpdir(), inMemory = IN_MEMORY }: Options = {},
): ReadOnce {
  const store = entryStore({ temporary, inMemory });
  const isWanted = (entry: Entry) => !(isSignIn(entry) && isDone(entry));
  const all = sources.map((source) => decodedSource(source, store, isWanted));
  const forget = () => {
    for (const source of all) source.forget();
    store.forget();
  };
  return { sources: all, forget, close: store.close };
}

type Options = {
  readonly isDone?: (signIn: SignIn) => boolean;
  readonly temporary?: string;
  /** Characters that are kept in memory before a temporary file is made. */
  readonly inMemory?: number;
};

/** Some thousands of sign-ins: more would grow with the log. */
const IN_MEMORY = 1_000_000;
type IsWanted = (entry: Entry) => boolean;

function decodedSource(source: Source, store: EntryStore, isWanted: IsWanted) {
  const decode = signInDecoder(source.dateOrder);
  let kept: Kept | null = null;
  let isFirst = true;
  async function* read(onBytes: (bytesRead: number) => void) {
    const again = isFirst ? null : isWanted;
    isFirst = false;
    for await (const entries of readEntries(onBytes))
      yield again === null ? entries : wantedOf(entries, again);
  }
  async function* readEntries(onBytes: (bytesRead: number) => void) {
    const keeping = store.keep(isWanted);
    let failure: unknown = null;
    try {
      for await (const records of source.read(onBytes)) {
        yield keeping.all(decodedOf(records, decode));
        keeping.flush();
      }
    } catch (error) {
      failure = error;
    }
    kept = keeping.end(failure);
    if (failure !== null) throw failure;
  }
  async function* sameEntries({ blocks, failure }: Kept, onBytes: (bytesRead: number) => void) {
    for (const [index, block] of blocks.entries()) {
      yield store.read(block);
      onBytes((source.bytes * (index + 1)) / blocks.length);
      // A progress bar is drawn in the pauses.
      if (index % BLOCKS_BETWEEN_PAUSES === 0) await setImmediate();
    }
    if (failure !== null) throw failure;
  }
  return {
    ...source,
    entries: (onBytes: (bytesRead: number) => void) =>
      kept === null ? read(onBytes) : sameEntries(kept, onBytes),
    forget: () => {
      kept = null;
    },
  };
}

function* wantedOf(entries: Iterable<Entry>, isWanted: IsWanted): Generator<Entry> {
  for (const entry of entries) if (isWanted(entry)) yield entry;
}

type Decode = (raw: unknown) => Decoded;

function* decodedOf(records: Iterable<FileRecord>, decode: Decode): Generator<Entry> {
  for (const record of records) yield decoded(record, decode);
}

function decoded(record: FileRecord, decode: Decode): Entry {
  if ('error' in record) return record;
  const result = decode(record.raw);
  if (result.kind === 'signIn') return result.signIn;
  if (result.kind === 'otherLog') return { log: result.log };
  return { line: record.line, error: `${result.reject.field}: ${result.reject.reason}` };
}

/** Its text, or its place in the spool. */
type KeptBlock = string | Block;

/** All entries of one source. */
type Kept = {
  readonly blocks: readonly KeptBlock[];
  /** The error that ended the reading; `null` if it came to the end of the source. */
  readonly failure: unknown;
};

type EntryStore = ReturnType<typeof entryStore>;

/** Entries in blocks: the first in memory, the others in a spool. */
function entryStore({ temporary, inMemory }: Required<Omit<Options, 'isDone'>>) {
  let spool: Spool | null = null;
  let room = inMemory;
  const put = (text: string): KeptBlock | null => {
    room -= text.length;
    if (room >= 0) return text;
    try {
      spool ??= openSpool(temporary);
      return spool.put(text);
    } catch {
      return null;
    }
  };
  return {
    keep: (isWanted: IsWanted) => entryKeeper(put, isWanted),
    read: (block: KeptBlock) => entriesIn(typeof block === 'string' ? block : (spool?.get(block) ?? '[]')),
    forget: () => {
      room = inMemory;
    },
    close: () => spool?.close(),
  };
}

/** Some dozens of sign-ins. In larger blocks, many would outlive the collection of young objects. */
const BLOCK_SIZE = 512;
const BLOCKS_BETWEEN_PAUSES = 32;

function entryKeeper(store: (text: string) => KeptBlock | null, isWanted: IsWanted) {
  const blocks: KeptBlock[] = [];
  const block = entryBlock();
  let isComplete = true;
  const put = () => {
    const stored = store(block.take());
    if (stored === null) isComplete = false;
    else blocks.push(stored);
  };
  return {
    /** Passes the entries on, and keeps each. */
    all: function* (entries: Iterable<Entry>): Generator<Entry> {
      for (const entry of entries) {
        if (isComplete && isWanted(entry)) block.add(entry);
        yield entry;
      }
    },
    flush: () => {
      if (block.size() >= BLOCK_SIZE) put();
    },
    end: (failure: unknown): Kept | null => {
      if (block.size() > 0) put();
      return isComplete ? { blocks, failure } : null;
    },
  };
}
