import { z } from 'zod';
import type { DigestContent } from '../shared/domain/digest/digest';
import type { Delivered } from './mailService';

/** What a digest says that the next one builds on, written into the mail in place of words. */
export type Told = {
  readonly localDay: string;
  readonly news: readonly string[];
  readonly returned: readonly string[];
  readonly resolved: readonly string[];
};

export function toldIn(content: DigestContent): Told {
  const ids = (accounts: readonly { readonly userId: string }[]) => accounts.map(({ userId }) => userId);
  const { localDay, news, returned, resolved } = content;
  return { localDay, news: ids(news), returned: ids(returned), resolved: ids(resolved) };
}

const told: z.ZodType<Told> = z.object({
  localDay: z.string(),
  news: z.array(z.string()),
  returned: z.array(z.string()),
  resolved: z.array(z.string()),
});

export type Owed = {
  /** Local days on which nothing went wrong: each is owed its digest. */
  readonly calmDays: readonly string[];
  readonly recipients: readonly string[];
  /** Who is open at the end. */
  readonly open: ReadonlySet<string>;
};

/** What is wrong with the mails that went out; nothing, when they are exactly those owed. */
export function wrongMails(delivered: readonly Delivered[], owed: Owed): string[] {
  const mails = delivered.map(({ mail, at }) => ({
    at,
    to: mail.to,
    told: told.parse(JSON.parse(mail.text)),
  }));
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const {
    to,
    told: { localDay },
  } of mails) {
    for (const address of to) {
      if (seen.has(`${localDay} ${address}`)) wrong.push(`${address} got the digest of ${localDay} twice`);
      seen.add(`${localDay} ${address}`);
    }
  }
  for (const localDay of new Set([...owed.calmDays, ...mails.map((mail) => mail.told.localDay)])) {
    const missed = owed.recipients.filter((address) => !seen.has(`${localDay} ${address}`));
    for (const address of missed) wrong.push(`${address} did not get the digest of ${localDay}`);
  }
  return [
    ...wrong,
    ...wrongTelling(
      mails.map((mail) => mail.told),
      owed.open,
    ),
  ];
}

/** Each account is told of when it opens and when it is over, once each. */
function wrongTelling(digests: readonly Told[], open: ReadonlySet<string>): string[] {
  const wrong: string[] = [];
  const state = new Map<string, 'open' | 'over'>();
  const byDay = [...new Map(digests.map((digest) => [digest.localDay, digest])).values()];
  for (const { localDay, news, returned, resolved } of byDay.sort((a, b) =>
    a.localDay < b.localDay ? -1 : 1,
  )) {
    const step = (userId: string, from: 'open' | 'over' | undefined, to: 'open' | 'over') => {
      if (state.get(userId) !== from)
        wrong.push(`${localDay} tells of ${userId} as if it had been ${from}, not ${state.get(userId)}`);
      state.set(userId, to);
    };
    for (const userId of news) step(userId, undefined, 'open');
    for (const userId of returned) step(userId, 'over', 'open');
    for (const userId of resolved) step(userId, 'open', 'over');
  }
  for (const userId of open)
    if (state.get(userId) !== 'open') wrong.push(`${userId} is open and was not told of`);
  for (const [userId, last] of state) {
    if (last === 'open' && !open.has(userId)) wrong.push(`${userId} was last told of as open and is not`);
  }
  return wrong;
}
