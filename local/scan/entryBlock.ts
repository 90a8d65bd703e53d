import { type Entry, isSignIn } from './entry';

type Fields = Readonly<Record<string, unknown>>;
/** By turns the place of a field that differs from the entry before, and its value. */
type Changes = readonly unknown[];

/**
 * A list of entries as one text, half as long as their JSON and quicker to write and read: the first is written whole,
 * of the others what differs from the one before, because neighbours in a log share most of their values.
 */
export type EntryBlock = {
  readonly add: (entry: Entry) => void;
  /** Characters of the text. */
  readonly size: () => number;
  /** The text; the block is empty again. */
  readonly take: () => string;
};

export function entryBlock(): EntryBlock {
  let text = '';
  let before: Fields = {};
  let keys: readonly string[] = [];
  return {
    add: (entry) => {
      const changes = isSignIn(entry) ? changesTo(entry, before, keys) : null;
      text += `${text === '' ? '[' : ','}${JSON.stringify(changes ?? entry)}`;
      if (!isSignIn(entry)) return;
      before = entry;
      if (changes === null) keys = Object.keys(entry);
    },
    size: () => text.length,
    take: () => {
      const taken = `${text}]`;
      text = '';
      before = {};
      keys = [];
      return taken;
    },
  };
}

/** @returns `null` when the entry has other fields than the one before */
function changesTo(entry: Fields, before: Fields, keys: readonly string[]): Changes | null {
  const changes: unknown[] = [];
  let place = 0;
  for (const key in entry) {
    if (keys[place] !== key) return null;
    const value = entry[key];
    if (value !== before[key]) changes.push(place, value);
    place++;
  }
  return place === keys.length ? changes : null;
}

/** The entries in the text of a block, one by one. */
export function* entriesIn(text: string): Generator<Entry> {
  let before: Fields = {};
  let keys: readonly string[] = [];
  for (const written of JSON.parse(text) as readonly (Entry | Changes)[]) {
    if (isChanges(written)) before = changed(before, keys, written);
    else if (!isSignIn(written)) {
      yield written;
      continue;
    } else {
      before = written;
      keys = Object.keys(written);
    }
    yield before as Entry;
  }
}

function isChanges(written: Entry | Changes): written is Changes {
  return Array.isArray(written);
}

function changed(before: Fields, keys: readonly string[], changes: Changes): Fields {
  const entry: Record<string, unknown> = { ...before };
  for (let at = 0; at < changes.length; at += 2) entry[keys[Number(changes[at])] ?? ''] = changes[at + 1];
  return entry;
}
