import { z } from 'zod';
import type { Arm } from '../../../shared/arm/arm';
import { readArmPages, readResource } from '../armPages';
import { type CheckResult, missing, ok } from '../checkResult';
import type { Commands } from '../commands';
import { notVisible, type Visible } from '../visible';

const VERSION = 'api-version=2025-09-01';
/** The DNS records that infra/modules/communication.bicep requires before it sends from a domain. */
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
      /** Azure verifies its own domains, and need not report them. */
      unverified: RECORDS.filter(
        (record) => (states[record]?.status ?? (isOwn ? 'NotStarted' : 'Verified')) !== 'Verified',
      ),
    };
  });

export type Domain = z.infer<typeof domain>;

/** https://learn.microsoft.com/rest/api/communication/resourcemanager/domains/list-by-email-service-resource (read 2026-11-21) */
export function readDomains(arm: Arm, serviceId: string): Promise<readonly Domain[]> {
  return readArmPages(arm, `${serviceId}/domains?${VERSION}`, domain);
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
  return (await readResource(arm, `${id}?${VERSION}`, communication)).properties;
}

const senderName = z.object({ properties: z.object({ username: z.string() }) });

/** https://learn.microsoft.com/rest/api/communication/resourcemanager/sender-usernames/list-by-domains (read 2026-11-21) */
export async function readSenders(arm: Arm, domainId: string): Promise<readonly string[]> {
  const listed = await readArmPages(arm, `${domainId}/senderUsernames?${VERSION}`, senderName);
  return listed.map(({ properties }) => properties.username);
}

export type MailFacts = {
  readonly app: string;
  readonly service: string;
  /** The setting EMAIL_SENDER; `null` if it is not known, or if the app sends no mail. */
  readonly sender: string | null;
  readonly commands: Commands;
};

export function judgeDomains(
  domains: Visible<readonly Domain[]>,
  communication: Visible<Communication>,
  facts: MailFacts,
): readonly CheckResult[] {
  const check = 'mailDomain';
  if (domains.kind !== 'visible') return [notVisible({ check, thing: 'mailDomains', why: domains })];
  if (communication.kind !== 'visible')
    return [notVisible({ check, thing: 'linkedDomain', why: communication })];
  const linked = domains.value.filter(({ id }) => communication.value.linkedDomains.includes(id));
  const waiting = domains.value.filter(({ isOwn, id }) => isOwn && !linked.some((one) => one.id === id));
  return [judgeLinked(linked, facts), ...waiting.map((one) => judgeWaiting(one, facts))];
}

function judgeLinked(linked: readonly Domain[], facts: MailFacts): CheckResult {
  const check = 'mailDomain';
  const { sender, app, commands } = facts;
  const [first] = linked;
  if (first === undefined) return missing({ check, code: 'noneLinked' }, commands.deploy);
  const used = sender === null ? first : linked.find(({ sendsFrom }) => sendsFrom === domainOf(sender));
  if (sender !== null && used === undefined)
    return missing(
      { check, code: 'senderElsewhere', sender, domain: first.sendsFrom },
      commands.set(app, 'EMAIL_SENDER', `${AUTOMATIC_SENDER}@${first.sendsFrom}`),
    );
  const domain = used ?? first;
  if (domain.unverified.length > 0) return notVerified(domain, { ...facts, isLinked: true });
  return ok({ check, code: 'linked', domain: domain.sendsFrom });
}

/** A domain of the customer that is not in use yet. */
function judgeWaiting(domain: Domain, facts: MailFacts): CheckResult {
  if (domain.unverified.length > 0) return notVerified(domain, { ...facts, isLinked: false });
  return missing({ check: 'mailDomain', code: 'notInUse', domain: domain.name }, facts.commands.deploy);
}

function notVerified(
  { name, unverified }: Domain,
  { service, commands, isLinked }: MailFacts & { readonly isLinked: boolean },
): CheckResult {
  return missing(
    { check: 'mailDomain', code: 'notVerified', domain: name, isLinked, records: unverified },
    commands.verify(service, name, unverified),
  );
}

/**
 * The user name that Azure creates with each domain. Whether the list shows it is [unverified], so the doctor does not look for it.
 * https://learn.microsoft.com/azure/communication-services/quickstarts/email/add-multiple-senders (read 2026-11-21)
 */
const AUTOMATIC_SENDER = 'DoNotReply';

/** The domain that must have the user name of EMAIL_SENDER; `null` if Azure created that name. */
export function domainToSearch(domains: readonly Domain[], sender: string | null): Domain | null {
  if (sender === null || userOf(sender) === AUTOMATIC_SENDER.toLowerCase()) return null;
  return domains.find(({ sendsFrom }) => sendsFrom === domainOf(sender)) ?? null;
}

/** @param sender of that domain */
export function judgeSender(
  senders: Visible<readonly string[]>,
  { name: domainName }: Domain,
  { sender, service, commands }: MailFacts & { readonly sender: string },
): CheckResult {
  const check = 'mailSender';
  if (senders.kind !== 'visible') return notVisible({ check, thing: 'mailSenders', why: senders });
  const user = sender.split('@')[0] ?? '';
  if (senders.value.some((one) => one.toLowerCase() === user.toLowerCase()))
    return ok({ check, code: 'maySend', sender });
  return missing(
    { check, code: 'noSuchSender', sender, user },
    commands.createSender(service, domainName, user),
  );
}

function domainOf(address: string): string {
  return address.split('@').at(-1)?.toLowerCase() ?? '';
}

function userOf(address: string): string {
  return address.split('@')[0]?.toLowerCase() ?? '';
}
