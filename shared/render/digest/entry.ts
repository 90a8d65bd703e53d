import type { AccountView } from '../../domain/account/account';
import { plainText, unlinked } from '../../domain/plainText';
import { accountName } from '../accountName';
import type { AppNames } from '../appList';
import { EFFECT_TONES, type Tone } from '../tones';
import { harmless, resolutionInWords, shortName } from '../words/digest';
import { happenedInWords, whoInWords } from '../words/digestEntry';
import { exceptionInWords } from '../words/exception';

/** One account as the digest names it, in two lines under its next step, ready for text and for HTML. */
export type Entry = {
  readonly name: string;
  /** Role, kind and address as far as they say who it is; may be empty. */
  readonly who: string;
  /** What happens to it; `null` if nothing is known. */
  readonly event: string | null;
  readonly tone: Tone;
};

export type EntryContext = {
  readonly appNames: AppNames;
  readonly showTime: (iso: string) => string;
  /** Names that several of the accounts with a line of their own have. */
  readonly namesakes: ReadonlySet<string>;
};

/** An account that is stopped or gets in. */
export function openEntry(account: AccountView, context: EntryContext): Entry {
  return {
    ...identity(account, context),
    event: happenedInWords(account, context),
    tone: EFFECT_TONES[account.effect.kind],
  };
}

export function resolvedEntry(account: AccountView, context: EntryContext): Entry {
  const event = resolutionInWords(account, context.showTime);
  return { ...identity(account, context), event, tone: 'good' };
}

const LONGEST_REASON = 120;
const LONGEST_AUTHOR = 60;

export function exceptedEntry(account: AccountView, context: EntryContext): Entry {
  const { exception } = account;
  const short = exception && {
    ...exception,
    by: plainText(exception.by, LONGEST_AUTHOR),
    reason: plainText(exception.reason, LONGEST_REASON),
  };
  const event = short && unlinked(exceptionInWords(short, context.showTime));
  return { ...identity(account, context), event, tone: 'quiet' };
}

const LONGEST_ADDRESS = 80;

/** A guest or a script is known by its address, and so is one of several people with the same name. */
function identity(account: AccountView, { namesakes }: EntryContext): Pick<Entry, 'name' | 'who'> {
  const name = shortName(account);
  const { upn } = accountName(account);
  const isKnownByAddress = account.kind !== 'person' || namesakes.has(name);
  const address = upn !== null && isKnownByAddress ? harmless(upn, LONGEST_ADDRESS) : '';
  return { name, who: [whoInWords(account), address].filter((part) => part !== '').join(', ') };
}

export function namesakesIn(accounts: readonly AccountView[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(
    accounts
      .map((account) => shortName(account))
      .filter((name) => {
        if (seen.has(name)) return true;
        seen.add(name);
        return false;
      }),
  );
}
