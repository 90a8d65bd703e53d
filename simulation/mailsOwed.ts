import type { Settings } from './life';
import type { Delivered } from './mailService';
import type { ReaderSet } from './readerSets';
import { type Known, type Received, wrongTelling } from './telling';
import { toldIn } from './told';

export type Owed = Known & {
  /** Local days on which nothing went wrong: each is owed its digest. */
  readonly calmDays: readonly string[];
  readonly sets: readonly (ReaderSet & {
    /** Local days on which the product found nothing to say to them. */
    readonly quietDays: ReadonlySet<string>;
  })[];
  readonly settings: Settings;
};

/** What is wrong with the mails that went out; nothing, when they are exactly those owed. */
export function wrongMails(delivered: readonly Delivered[], owed: Owed): string[] {
  const wrong: string[] = [];
  const received = new Map<string, Map<string, Received>>();
  for (const { mail, at } of delivered) {
    const told = toldIn(mail);
    for (const address of mail.to) {
      const mails = received.get(address) ?? new Map<string, Received>();
      if (mails.has(told.localDay)) wrong.push(`${address} got the digest of ${told.localDay} twice`);
      received.set(address, mails.set(told.localDay, { told, at }));
    }
  }
  const series = new Map<string, Received[]>();
  for (const { addresses, quietDays } of owed.sets) {
    // A day with nothing to say goes without a mail only where the settings say so.
    const isLeftOut = (day: string) => quietDays.has(day) && owed.settings.whenQuiet !== 'daily';
    const days = owed.calmDays.filter((day) => !isLeftOut(day));
    for (const address of addresses) {
      const mails = received.get(address) ?? new Map<string, Received>();
      for (const day of days) if (!mails.has(day)) wrong.push(`${address} did not get the digest of ${day}`);
      const inOrder = [...mails.values()].sort((a, b) => (a.told.localDay < b.told.localDay ? -1 : 1));
      series.set(JSON.stringify(inOrder), inOrder);
    }
  }
  return [...wrong, ...[...series.values()].flatMap((mails) => wrongTelling(mails, owed))];
}
