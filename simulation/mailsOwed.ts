import type { Settings } from './life';
import { factsIn } from './mailFacts';
import type { Delivered } from './mailService';
import type { ReaderSet } from './readerSets';
import { type Known, type Received, wrongFacts } from './wrongFacts';

export type Owed = Known & {
  /** Local days on which nothing went wrong: each is owed its digest. */
  readonly calmDays: readonly string[];
  readonly sets: readonly (ReaderSet & {
    /** Local days on which the product found nothing to report to them. */
    readonly quietDays: ReadonlySet<string>;
  })[];
  readonly settings: Settings;
};

/** What is wrong with the mails that went out; empty if they are exactly those owed. */
export function wrongMails(delivered: readonly Delivered[], owed: Owed): string[] {
  const wrong: string[] = [];
  const received = new Map<string, Map<string, Received>>();
  for (const { mail, at } of delivered) {
    const facts = factsIn(mail);
    for (const address of mail.to) {
      const mails = received.get(address) ?? new Map<string, Received>();
      if (mails.has(facts.localDay)) wrong.push(`${address} got the digest of ${facts.localDay} twice`);
      received.set(address, mails.set(facts.localDay, { facts, at }));
    }
  }
  const series = new Map<string, Received[]>();
  for (const { addresses, quietDays } of owed.sets) {
    // A quiet day goes without a mail only if the settings say so.
    const isLeftOut = (day: string) => quietDays.has(day) && owed.settings.whenQuiet !== 'daily';
    const days = owed.calmDays.filter((day) => !isLeftOut(day));
    for (const address of addresses) {
      const mails = received.get(address) ?? new Map<string, Received>();
      for (const day of days) if (!mails.has(day)) wrong.push(`${address} did not get the digest of ${day}`);
      const inOrder = [...mails.values()].sort((a, b) => (a.facts.localDay < b.facts.localDay ? -1 : 1));
      series.set(JSON.stringify(inOrder), inOrder);
    }
  }
  return [...wrong, ...[...series.values()].flatMap((mails) => wrongFacts(mails, owed))];
}
