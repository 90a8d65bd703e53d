import type { Environment } from '../../../shared/settingReader';
import type { CheckResult } from '../checkResult';
import type { Clients } from '../clients';
import type { Commands } from '../commands';
import type { Parts, Resource } from '../resources';
import { lookAt, type Visible, visibleValue } from '../visible';
import { judgeEnd } from './closing';
import {
  type Communication,
  type Domain,
  domainToSearch,
  judgeDomains,
  judgeSender,
  type MailFacts,
  readCommunication,
  readDomains,
  readSenders,
} from './domains';
import { judgeMailbox, lookAtMailbox, type MailboxFacts } from './mailbox';
import { type MailMode, senderIn } from './mode';

export type MailFound = {
  readonly results: readonly CheckResult[];
  /** The value that EMAIL_ENDPOINT must have; `null` if it needs none, or if the service is not visible. */
  readonly endpoint: string | null;
};

export type MailPlan = {
  readonly parts: Parts;
  /** `null` if the settings are not visible: then nothing is known of the mail. */
  readonly mode: MailMode | null;
  readonly settings: Environment;
  readonly now: Date;
  readonly commands: Commands;
};

/** Examines what the app sends its mails with. */
export async function examineMail(clients: Clients, plan: MailPlan): Promise<MailFound> {
  const { parts, mode, settings, now, commands } = plan;
  const { mail, communication } = parts;
  if (mode === 'acs') {
    const ending = judgeEnd({ now, commands });
    // Parts that are absent are reported as resources.
    if (mail === undefined || communication === undefined) return { results: [ending], endpoint: null };
    const found = await examineService(clients, { mail, communication }, plan);
    return { ...found, results: [...found.results, ending] };
  }
  const sender = senderIn(settings);
  if (mode !== 'graph' || sender === null) return { results: [], endpoint: null };
  return {
    results: [await examineMailbox(clients, { sender, app: parts.app.name, commands })],
    endpoint: null,
  };
}

export async function examineMailbox({ graph }: Clients, facts: MailboxFacts): Promise<CheckResult> {
  return judgeMailbox(await lookAtMailbox(graph, facts.sender), facts);
}

async function examineService(
  clients: Clients,
  parts: { readonly mail: Resource; readonly communication: Resource },
  plan: MailPlan,
): Promise<MailFound> {
  const { arm } = clients;
  const [communication, domains]: [Visible<Communication>, Visible<readonly Domain[]>] = await Promise.all([
    lookAt(() => readCommunication(arm, parts.communication.id)),
    lookAt(() => readDomains(arm, parts.mail.id)),
  ]);
  const facts: MailFacts = {
    app: plan.parts.app.name,
    service: parts.mail.name,
    sender: plan.settings.EMAIL_SENDER?.trim() || null,
    commands: plan.commands,
  };
  return {
    results: [
      ...judgeDomains(domains, communication, facts),
      ...(await examineSender(clients, visibleValue(domains) ?? [], facts)),
    ],
    endpoint: communication.kind === 'visible' ? `https://${communication.value.hostName}` : null,
  };
}

async function examineSender(
  { arm }: Clients,
  domains: readonly Domain[],
  mail: MailFacts,
): Promise<readonly CheckResult[]> {
  const { sender } = mail;
  const domain = domainToSearch(domains, sender);
  if (domain === null || sender === null) return [];
  return [judgeSender(await lookAt(() => readSenders(arm, domain.id)), domain, { ...mail, sender })];
}
