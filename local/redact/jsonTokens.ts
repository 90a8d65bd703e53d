import { columnParts, isKnownName, kindOf } from './fields';
import type { Field } from './jsonLevels';
import { type Context, shortNumber } from './values';

/** The name of a field. It may be a person's if a tool has turned values into names. */
export function redactName(name: string, raw: string, { pseudonyms, count }: Context): string {
  if (name === '' || isKnownName(name)) return `"${raw}"`;
  count('fields');
  return JSON.stringify(pseudonyms.fieldName(name));
}

/** A number, `true`, `false`, `null`, or anything else that stands without quotes and is no JSON. */
export function redactWord(word: string, field: Field, { count }: Context): string {
  if (word === 'true' || word === 'false' || word === 'null') return word;
  if (!NUMBER.test(word)) {
    count('texts');
    return 'x';
  }
  const { name, container } = fieldOf(field);
  const redacted = redactNumber(word, name !== null && kindOf(name, container) === 'number');
  if (redacted !== word) count('numbers');
  return redacted;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function redactNumber(word: string, isCode: boolean): string {
  const number = Number(word);
  if (!Number.isSafeInteger(number)) return '0.5';
  return isCode ? shortNumber(String(number)) : '0';
}

/** A flattened record has the path of a field as its name: `status.errorCode`. */
export function fieldOf({ name, container }: Field): Field {
  if (name === null || container !== null) return { name, container };
  return columnParts(name);
}
