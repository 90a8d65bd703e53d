import { type Columns, placesOf, rowAt } from '../columns';
import { ACCOUNT_DATA, SIGN_IN_DATA } from '../dataIds';
import type { PageData, PageSignIn, SignInData } from '../pageData';

export type Accounts = {
  readonly data: Omit<PageData, 'accounts'>;
  /** Rows of the type PageAccount. */
  readonly accounts: Columns;
};

export async function readAccounts(): Promise<Accounts> {
  const { accounts, ...data } = await inlined<PageData>(ACCOUNT_DATA);
  return { data, accounts };
}

export type SignInsOf = {
  /** Newest first. */
  readonly signIns: readonly PageSignIn[];
  /** The time since when the file holds all of them, ISO 8601 UTC. */
  readonly since: string | null;
};

let allSignIns: Promise<SignInData> | null = null;

/** The findings of one account. The whole is decoded at the first call. */
export async function readSignIns(userId: string): Promise<SignInsOf> {
  allSignIns ??= inlined<SignInData>(SIGN_IN_DATA);
  const { signIns, since } = await allSignIns;
  return {
    signIns: placesOf(signIns, 'userId', userId).map((row) => rowAt<PageSignIn>(signIns, row)),
    since,
  };
}

/** The data in an element of the page: base64 of gzip of JSON. */
async function inlined<T>(id: string): Promise<T> {
  const text = document.getElementById(id)?.textContent ?? '';
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index++) bytes[index] = letters.charCodeAt(index);
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(json).json();
}
