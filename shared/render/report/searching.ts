import type { AccountKind } from '../../domain/account/account';
import type { RoleHeld } from '../../domain/roles/roles';
import { type AppNames, appName } from '../appList';
import { KIND_WORDS } from '../words/kind';
import { roleInWords } from '../words/roles';
import { type Columns, fieldOf } from './columns';

/**
 * The texts in which accounts are found by words: names, id, kind, roles and apps.
 *
 * @param accounts rows of the type PageAccount
 */
export function searchTexts(accounts: Columns, appNames: AppNames): (row: number) => string {
  const of = <V>(name: string, words: (value: V) => string) =>
    fieldOf(accounts, name, (value: V | null | undefined) => (value == null ? '' : plain(words(value))));
  const fields = [
    of('userDisplayName', (name: string) => name),
    of('userPrincipalName', (upn: string) => upn),
    of('userId', (id: string) => id),
    of('kind', (kind: AccountKind) => KIND_WORDS[kind]),
    of('roles', (roles: readonly RoleHeld[]) => roles.map(roleInWords).join('\n')),
    of('apps', (keys: readonly string[]) => keys.map((key) => appName(key, appNames)).join('\n')),
  ];
  return (row) => fields.map((field) => field(row)).join('\n');
}

/** Whether a text holds each of the words, in any order. */
export function isFoundIn(text: string, words: string): boolean {
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const ASCII = /^[\0-\x7F]*$/;

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };
/** The build writes the letters of texts as ASCII, but not those of expressions. With one of them in its script, a large report opens some 40 ms later. */
const ONE_OF_THEM = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Lower case and without accents: `muller` finds `Müller`. */
function plain(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  const bare = lower.normalize('NFD').replace(/\p{M}/gu, '');
  return bare.replace(ONE_OF_THEM, (letter) => LETTERS[letter] ?? letter);
}
