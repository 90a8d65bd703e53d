import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { type Check, missing, ok } from './check';
import type { Commands } from './commands';
import { readAll, readOne } from './parties';
import { type Seen, untold } from './see';

const VERSION = 'api-version=2025-09-01';
/** Those that infra/modules/communication.bicep asks for before it sends from a domain. */
const RECORDS = ['Domain', 'SPF', 'DKIM', 'DKIM2'] as const;

const domain = z
  .object({
    id: z.string(),
    name: z.string(),
    properties: z.object({
      domainManagement: z.string().nullish(),
      fromSenderDomain: z.string().nullish(),
      verificationStates: z.record(z.string(), z.object({ status: z.string().nullish() })).nullish(),
    }),
  })
  .transform(({ id, name, properties }) => {
    const isOwn = properties.domainManagement !== 'AzureManaged';
    const states = properties.verificationStates ?? {};
    return {
      id: id.toLowerCase(),
      name,
      isOwn,
      sendsFrom: (properties.fromSenderDomain ?? name).toLowerCase(),
      /** Azure sees to its own domains, and need not tell of them. */
      unverified: RECORDS.filter(
        (record) => (states[record]?.status ?? (isOwn ? 'NotStarted' : 'Verified')) !== 'Verified',
      ),
    };
  });

export type Domain = z.infer<typeof domain>;

/** https://learn.microsoft.com/rest/api/communication/resourcemanager/domains/list-by-email-service-resource (read 2026-11-21) */
export function readDomains(arm: Arm, serviceId: string): Promise<readonly Domain[]> {
  return readAll(arm, `${serviceId}/domains?${VERSION}`, domain);
}

const communication = z.object({
  properties: z.object({
    hostName: z.string().min(1),
    linkedDomains: z
      .array(z.string())
      .nullish()
      .transform((ids) => (ids ?? []).map((id) => id.toLowerCase())),
  }),
});

export type Communication = z.infer<typeof communication>['properties'];

export async function readCommunication(arm: Arm, id: string): Promise<Communication> {
  return (await readOne(arm, `${id}?${VERSION}`, communication)).properties;
}

const senderName = z.object({ properties: z.object({ username: z.string() }) });

/** https://learn.microsoft.com/rest/api/communication/resourcemanager/sender-usernames/list-by-domains (read 2026-11-21) */
export async function readSenders(arm: Arm, domainId: string): Promise<readonly string[]> {
  const listed = await readAll(arm, `${domainId}/senderUsernames?${VERSION}`, senderName);
  return listed.map(({ properties }) => properties.username);
}

export type MailFacts = {
  readonly app: string;
  readonly service: string;
  /** The setting EMAIL_SENDER; `null` where it is not known or mails are not sent. */
  readonly sender: string | null;
  readonly commands: Commands;
};

const NAME = 'mail domain';

export function judgeDomains(
  domains: Seen<readonly Domain[]>,
  communication: Seen<Communication>,
  facts: MailFacts,
): readonly Check[] {
  const role = 'Reader on the resource group';
  if (domains.kind !== 'seen') return [untold(NAME, domains, { what: 'the mail domains', role })];
  if (communication.kind !== 'seen')
    return [untold(NAME, communication, { what: 'which mail domain is in use', role })];
  const linked = domains.value.filter(({ id }) => communication.value.linkedDomains.includes(id));
  const waiting = domains.value.filter(({ isOwn, id }) => isOwn && !linked.some((one) => one.id === id));
  return [judgeLinked(linked, facts), ...waiting.map((one) => judgeWaiting(one, facts))];
}

function judgeLinked(linked: readonly Domain[], facts: MailFacts): Check {
  const { sender, app, commands } = facts;
  const [first] = linked;
  if (first === undefined)
    return missing(
      NAME,
      'No mail domain is linked to the communication service, so that nothing can be sent. Deploy again, with the same settings exported as before.',
      commands.deploy,
    );
  const used = sender === null ? first : linked.find(({ sendsFrom }) => sendsFrom === domainOf(sender));
  if (used === undefined)
    return missing(
      NAME,
      `EMAIL_SENDER is ${sender}, which is not of the linked domain ${first.sendsFrom}: Azure refuses it.`,
      commands.set(app, 'EMAIL_SENDER', `${AUTOMATIC_SENDER}@${first.sendsFrom}`),
    );
  if (used.unverified.length > 0) return unverified(NAME, used, facts);
  return ok(NAME, `${used.sendsFrom} is verified, and linked.`);
}

/** A domain of one's own that is not in use yet. */
function judgeWaiting(domain: Domain, facts: MailFacts): Check {
  const name = `${NAME}: ${domain.name}`;
  if (domain.unverified.length > 0) return unverified(name, domain, facts);
  return missing(
    name,
    'It is verified, and not in use. Deploy again, with the same settings exported as before and with EMAIL_DOMAIN.',
    facts.commands.deploy,
  );
}

function unverified(name: string, { name: domainName, unverified }: Domain, facts: MailFacts): Check {
  const waits =
    unverified.includes('Domain') && unverified.length > 1
      ? ' The other records wait for Domain: run this again once Domain is verified.'
      : '';
  return missing(
    name,
    `${domainName} is not verified (${unverified.join(', ')}). Add its DNS records (the output emailDomainRecords of the deployment), have them verified, and deploy again.${waits}`,
    facts.commands.verify(facts.service, domainName, unverified),
  );
}

/**
 * The user name that Azure makes with each domain. Whether the list shows it is [unverified], so that it is not looked for.
 * https://learn.microsoft.com/azure/communication-services/quickstarts/email/add-multiple-senders (read 2026-11-21)
 */
const AUTOMATIC_SENDER = 'DoNotReply';

/** The domain among whose senders the user name of EMAIL_SENDER has to be; `null` where Azure has made it. */
export function domainToSearch(domains: readonly Domain[], sender: string | null): Domain | null {
  if (sender === null || userOf(sender) === AUTOMATIC_SENDER.toLowerCase()) return null;
  return domains.find(({ sendsFrom }) => sendsFrom === domainOf(sender)) ?? null;
}

export function judgeSender(
  senders: Seen<readonly string[]>,
  { name: domainName }: Domain,
  { sender, service, commands }: MailFacts,
): Check {
  const name = 'mail sender';
  if (senders.kind !== 'seen')
    return untold(name, senders, { what: 'the senders of the domain', role: 'Reader on the resource group' });
  const user = sender?.split('@')[0] ?? '';
  if (senders.value.some((one) => one.toLowerCase() === user.toLowerCase()))
    return ok(name, `${sender} may send.`);
  return missing(
    name,
    `EMAIL_SENDER is ${sender}, and the domain has no sender ${user}.`,
    commands.createSender(service, domainName, user),
  );
}

function domainOf(address: string): string {
  return address.split('@').at(-1)?.toLowerCase() ?? '';
}

function userOf(address: string): string {
  return address.split('@')[0]?.toLowerCase() ?? '';
}
