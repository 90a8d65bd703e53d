import { z } from 'zod';
import type { DigestContent } from '../shared/domain/digest/digest';

/** What a digest says, written into the mail in place of words. */
export type Told = z.infer<typeof toldForm>;

const userIds = z.array(z.string());
const toldForm = z.object({
  localDay: z.string(),
  readUntil: z.string().nullable(),
  first: z.boolean(),
  quiet: z.boolean(),
  news: userIds,
  returned: userIds,
  resolved: userIds,
  ongoing: z.number(),
  stopped: z.array(z.object({ userId: z.string(), at: z.string() })),
  problems: z.array(z.string()),
  /** Whether it tells of the tenant's policies, or of Microsoft. */
  ofTenant: z.boolean(),
});

export function mailTelling(content: DigestContent) {
  const { localDay, readUntil, first, quiet, ongoing, microsoft, coverage } = content;
  const ids = (accounts: readonly { readonly userId: string }[]) => accounts.map(({ userId }) => userId);
  const told: Told = {
    ...{ localDay, readUntil, first, quiet, ongoing },
    news: ids(content.news),
    returned: ids(content.returned),
    resolved: ids(content.resolved),
    stopped: content.stopped.map((account) => ({ userId: account.userId, at: stopTold(account) })),
    problems: content.problems.map(({ code }) => code),
    ofTenant:
      microsoft.enforcement !== null ||
      microsoft.notices.length > 0 ||
      (coverage !== null && coverage.trend !== 'first'),
  };
  return { subject: localDay, text: JSON.stringify(told), html: '' };
}

/** The later of the two: the stop at sign-in, or the change to an Azure resource that was denied. */
function stopTold({ lastSignal, changes }: DigestContent['stopped'][number]): string {
  const atSignIn = lastSignal === null || lastSignal.signal === 'passwordFailed' ? '' : lastSignal.at;
  const denied = changes?.lastDenied ?? '';
  return atSignIn > denied ? atSignIn : denied;
}

export function toldIn({ text }: { readonly text: string }): Told {
  return toldForm.parse(JSON.parse(text));
}
