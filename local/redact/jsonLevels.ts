import { newScope, type Scope } from './people';

/** A field by its name and by the name of the object or list around it; `null` if either is not known. */
export type Field = { readonly name: string | null; readonly container: string | null };

/** An object or list that is open. */
type Level = {
  readonly isList: boolean;
  /** The field that holds it. */
  readonly field: Field;
  readonly scope: Scope;
  /** Of an object: its latest key. */
  key: string | null;
  /** Of a list: how many elements have ended. */
  index: number;
  /** Of a table: its columns so far. Of its rows, and of a row: all of them. */
  columns: string[] | null;
  readonly holds: 'rows' | 'cells' | 'values';
};

/** Where a JSON text is. It may be broken: then fields are not known, and nothing else goes wrong. */
export type Levels = {
  readonly open: (isList: boolean) => void;
  readonly close: (isList: boolean) => void;
  readonly comma: () => void;
  readonly key: (name: string) => void;
  /** The field of a value at this place. */
  readonly field: () => Field;
  readonly scope: () => Scope;
  /** Whether a text here is the name of a column; takes it as such. */
  readonly takesColumn: (name: string) => boolean;
  readonly isInObject: () => boolean;
  /** A new record begins, although others have not ended. */
  readonly reset: () => void;
};

/** Deeper ones are only counted. */
const MOST_LEVELS = 200;

/** @param outermost the field that holds the whole text */
export function levels(outermost: Field, outer: Scope): Levels {
  let stack: Level[] = [];
  let deeper = 0;
  const top = () => stack.at(-1);
  const field = (): Field => {
    const level = top();
    if (deeper > 0) return NOTHING;
    if (level === undefined) return outermost;
    if (level.holds === 'cells') return { name: level.columns?.[level.index] ?? null, container: null };
    return level.isList ? level.field : { name: level.key, container: level.field.name };
  };
  return {
    open: (isList) => {
      if (stack.length >= MOST_LEVELS) {
        deeper++;
        return;
      }
      const around = top();
      const own = field();
      const holds = isList ? holdsOf(around, own) : 'values';
      const columns = holds === 'values' ? null : (around?.columns ?? null);
      stack.push({
        isList,
        field: own,
        scope: newScope(around?.scope ?? outer),
        key: null,
        index: 0,
        columns,
        holds,
      });
    },
    close: (isList) => {
      if (deeper > 0) {
        deeper--;
        return;
      }
      const at = stack.findLastIndex((level) => level.isList === isList);
      if (at >= 0) stack.length = at;
    },
    comma: () => {
      const level = top();
      if (level === undefined || deeper > 0) return;
      level.index++;
      level.key = null;
    },
    key: (name) => {
      const level = top();
      if (level && deeper === 0) level.key = name;
    },
    field,
    scope: () => top()?.scope ?? outer,
    takesColumn: (name) => {
      const [table, , column] = stack.slice(-3);
      const { name: list } = column?.field ?? NOTHING;
      if (!column || column.isList || deeper > 0 || !isColumnKey(column.key)) return false;
      if (list?.toLowerCase() === 'columns' && table) table.columns = [...(table.columns ?? []), name];
      return list !== null && /^(?:columns|schema)$/i.test(list);
    },
    isInObject: () => top()?.isList === false,
    reset: () => {
      stack = [];
      deeper = 0;
    },
  };
}

const NOTHING: Field = { name: null, container: null };

function isColumnKey(key: string | null): boolean {
  return key !== null && /^(?:column)?name$/i.test(key);
}

function holdsOf(around: Level | undefined, { name }: Field): Level['holds'] {
  if (around === undefined || around.columns === null) return 'values';
  if (around.holds === 'rows') return 'cells';
  return !around.isList && name?.toLowerCase() === 'rows' ? 'rows' : 'values';
}
