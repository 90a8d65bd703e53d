import type { AccountFacts } from '../../domain/account/accountFacts';
import type { Cloud } from '../../domain/cloud';
import { urgentSeries } from '../../domain/digest/digestLedger';
import type { MailContent } from '../../domain/digest/mail';
import type { UrgentContent } from '../../domain/urgent/urgentContent';
import { isUnreported, timesAlone, type UrgentUse } from '../../domain/urgent/urgentUse';
import type { Composed, Letter, LetterAt } from '../digest/letter';
import { type RecipientDeps, readRecipients } from '../digest/readRecipients';

export type UrgentLetterDeps = RecipientDeps & {
  /** Fails if Graph does not name the tenant in time. */
  readonly readTenantName: () => Promise<string>;
  readonly timeZone: string;
  readonly cloud: Cloud;
  readonly reportUrl: string | null;
  readonly appNames: Readonly<Record<string, string>>;
  readonly renderUrgent: (content: UrgentContent) => MailContent;
};

/** An account with a use that is urgent. */
export type Urgent = {
  readonly facts: AccountFacts;
  readonly use: UrgentUse;
  /** Earlier uses are not urgent, ISO 8601 UTC. */
  readonly since: string;
};

/** The urgent mail about one account. */
export function urgentLetter(deps: UrgentLetterDeps, urgent: Urgent): Letter {
  return {
    series: urgentSeries(urgent.facts.userId),
    isDue: (lastSent) => isUnreported(urgent.use, lastSent),
    compose: (at) => composeUrgent(deps, urgent, at),
  };
}

/** A mail that was begun, about a use that is not urgent any more: it is brought to its end, and not sent again. */
export function withdrawnLetter(userId: string): Letter {
  return {
    series: urgentSeries(userId),
    isDue: () => false,
    compose: async () => NOTHING,
  };
}

const NOTHING: Composed = {
  write: () => ({ subject: '', text: '', html: '' }),
  recipients: { addresses: [], unreached: [] },
  isNews: false,
  sent: {},
  problems: [],
};

async function composeUrgent(
  deps: UrgentLetterDeps,
  { facts, use, since }: Urgent,
  at: LetterAt,
): Promise<Composed> {
  const { recipients, problem } = await readRecipients(deps, at);
  const { timeZone, cloud, reportUrl, appNames } = deps;
  const times = use.kind === 'passwordAlone' ? timesAlone(facts, at.lastSent?.reported ?? since, use.at) : 1;
  // The mail goes out even while Graph does not answer.
  const tenantName = await deps.readTenantName().catch(() => null);
  const content = { ...use, times, localDay: at.localDay, tenantName, timeZone, cloud, reportUrl, appNames };
  return {
    write: () => deps.renderUrgent(content),
    recipients,
    isNews: isUnreported(use, at.lastSent),
    sent: { reported: use.at },
    problems: problem === null ? [] : [problem],
  };
}
