import { z } from 'zod';
import type { EffectNumbers } from '../shared/domain/account/effectCounts';
import type { DigestContent } from '../shared/domain/digest/digest';
import type { UrgentContent } from '../shared/domain/urgent/urgentContent';
import type { Delivered } from './mailService';

/** The facts of a digest, written into the mail in place of words. */
export type MailFacts = z.infer<typeof mailFacts>;

const userIds = z.array(z.string());
const mailFacts = z.object({
  localDay: z.string(),
  readUntil: z.string().nullable(),
  first: z.boolean(),
  quiet: z.boolean(),
  news: userIds,
  returned: userIds,
  resolved: userIds,
  ongoing: z.number(),
  /** How many accounts are stopped, get in or only read, and how many of them have a privileged role. */
  affected: z.number(),
  administrators: z.number(),
  stopped: z.array(z.object({ userId: z.string(), at: z.string() })),
  problems: z.array(z.string()),
  /** Whether it reports the tenant's policies, or news from Microsoft. */
  ofTenant: z.boolean(),
});

export function mailOfFacts(content: DigestContent) {
  const { localDay, readUntil, first, quiet, ongoing, microsoft, coverage } = content;
  const ids = (accounts: readonly { readonly userId: string }[]) => accounts.map(({ userId }) => userId);
  const facts: MailFacts = {
    ...{ localDay, readUntil, first, quiet, ongoing },
    affected: sumOf(content.effects),
    administrators: sumOf(content.effects.privileged),
    news: ids(content.news),
    returned: ids(content.returned),
    resolved: ids(content.resolved),
    stopped: content.stopped.map((account) => ({ userId: account.userId, at: stopReported(account) })),
    problems: content.problems.map(({ code }) => code),
    ofTenant:
      microsoft.enforcement !== null ||
      microsoft.notices.length > 0 ||
      (coverage !== null && coverage.trend !== 'first'),
  };
  return mailOf(localDay, facts);
}

/** Some services take the text, others the HTML. */
function mailOf(subject: string, facts: object) {
  const text = JSON.stringify(facts);
  return { subject, text, html: text };
}

function sumOf({ stopped, getsIn, readsOnly }: EffectNumbers): number {
  return stopped + getsIn + readsOnly;
}

/** The later of the two: the stop at sign-in, or the change to an Azure resource that was denied. */
function stopReported({ lastSignal, changes }: DigestContent['stopped'][number]): string {
  const atSignIn = lastSignal === null || lastSignal.signal === 'passwordFailed' ? '' : lastSignal.at;
  const denied = changes?.lastDenied ?? '';
  return atSignIn > denied ? atSignIn : denied;
}

/** The facts of an urgent mail. */
export type UrgentFacts = z.infer<typeof urgentFacts>;

const urgentFacts = z.object({
  localDay: z.string(),
  kind: z.string(),
  userId: z.string(),
  at: z.string(),
  app: z.string(),
});

const URGENT = 'urgent';

export function urgentOfFacts({ localDay, kind, userId, at, app }: UrgentContent) {
  const facts: UrgentFacts = { localDay, kind, userId, at, app };
  return mailOf(URGENT, facts);
}

export function isUrgent({ mail }: Delivered): boolean {
  return mail.subject === URGENT;
}

export function urgentFactsIn({ text }: { readonly text: string }): UrgentFacts {
  return urgentFacts.parse(JSON.parse(text));
}

export function factsIn({ text }: { readonly text: string }): MailFacts {
  return mailFacts.parse(JSON.parse(text));
}
