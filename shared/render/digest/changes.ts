import type { AccountView } from '../../domain/account/account';
import { changesOf } from '../../domain/digest/changes';
import type { DigestContent } from '../../domain/digest/digest';
import { type AccountsByStep, byStep } from '../../domain/digest/firstSteps';
import { alsoInWords, countOf, leftOutInWords, type SectionName, sectionTitle } from '../words/digest';
import { type Entry, type EntryContext, exceptedEntry, namesakesIn, openEntry, resolvedEntry } from './entry';
import { type CountedStep, stepOf } from './steps';

/** The accounts of a section; `more` is about those that are left out, `null` if there are none. */
export type Section = {
  readonly title: string;
  readonly groups: readonly Group[];
  readonly more: string | null;
};

/** Accounts with the same next step, which is said once: `step` is `null` if nothing is to be done. */
export type Group = {
  readonly step: CountedStep | null;
  readonly entries: readonly Entry[];
  /** A few of the others by name. */
  readonly also: string | null;
};

export type Changes = {
  readonly sections: readonly Section[];
  readonly resolved: Section | null;
  readonly excepted: Section | null;
};

/** How many accounts of a section have a line of their own, how many steps it has, and how many accounts if it has none. */
export type Room = { readonly named: number; readonly steps: number; readonly closed: number };

export function changesSections(
  content: DigestContent,
  showTime: (iso: string) => string,
  room: Room,
): Changes {
  const { stopped, news, returned, resolved } = changesOf(content);
  const manner = {
    context: contextOf(content, showTime, room),
    isReported: content.reportUrl !== null,
    room,
  };
  const open = (name: SectionName, accounts: readonly AccountView[]) =>
    accounts.length === 0 ? [] : [openSection({ name, accounts }, manner)];
  return {
    sections: [
      ...open(content.first ? 'stoppedNow' : 'stopped', stopped),
      ...open(content.first ? 'soFar' : 'news', news),
      ...open('returned', returned),
    ],
    resolved: closedSection({ name: 'resolved', accounts: resolved }, { ...manner, write: resolvedEntry }),
    excepted: closedSection(
      { name: 'excepted', accounts: content.excepted },
      { ...manner, write: exceptedEntry },
    ),
  };
}

function contextOf(content: DigestContent, showTime: (iso: string) => string, room: Room): EntryContext {
  const { stopped, news, returned, resolved } = changesOf(content);
  const open = [stopped, news, returned].flatMap((accounts) => accounts.slice(0, room.named));
  const closed = [resolved, content.excepted].flatMap((accounts) => accounts.slice(0, room.closed));
  const named = new Map([...open, ...closed].map((account) => [account.userId, account]));
  return { appNames: content.appNames, showTime, namesakes: namesakesIn([...named.values()]) };
}

type Listed = { readonly name: SectionName; readonly accounts: readonly AccountView[] };

type Manner = { readonly context: EntryContext; readonly isReported: boolean; readonly room: Room };

/** The worst accounts get a line of their own, under their next step. */
function openSection({ name, accounts }: Listed, manner: Manner): Section {
  const { room, isReported } = manner;
  const worst = new Set(accounts.slice(0, room.named));
  const steps = byStep(accounts);
  const left = steps.slice(room.steps).reduce((sum, step) => sum + step.accounts.length, 0);
  return {
    title: sectionTitle(name, accounts.length),
    groups: steps.slice(0, room.steps).map((step) => groupOf(step, { worst, ...manner })),
    more: left === 0 ? null : leftOutInWords(left, isReported),
  };
}

type Chosen = Manner & { readonly worst: ReadonlySet<AccountView> };

function groupOf({ action, accounts }: AccountsByStep, { worst, isReported, context }: Chosen): Group {
  const own = accounts.filter((account) => worst.has(account));
  const others = accounts.filter((account) => !worst.has(account));
  return {
    // Whoever sees all of them need not be told how many.
    step: { ...stepOf(action), count: others.length === 0 ? null : countOf(accounts.length) },
    entries: own.map((account) => openEntry(account, context)),
    also: others.length === 0 ? null : alsoInWords(others, { isReported, isAll: own.length === 0 }),
  };
}

/** `null` if it is empty. */
function closedSection(
  { name, accounts }: Listed,
  { context, isReported, room, write }: Manner & { readonly write: typeof resolvedEntry },
): Section | null {
  if (accounts.length === 0) return null;
  const left = accounts.length - room.closed;
  return {
    title: sectionTitle(name, accounts.length),
    groups: [
      { step: null, entries: accounts.slice(0, room.closed).map((one) => write(one, context)), also: null },
    ],
    more: left > 0 ? leftOutInWords(left, isReported) : null,
  };
}
