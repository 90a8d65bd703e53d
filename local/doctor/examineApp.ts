import {
  judgeFunctions,
  judgeSignIn,
  judgeSite,
  readFunctions,
  readIdentity,
  readSignInAsked,
  readSite,
  type Site,
} from './app';
import type { Check } from './check';
import type { Commands } from './commands';
import { judgeGrants, readGrants } from './grants';
import {
  type Domain,
  domainToSearch,
  judgeDomains,
  judgeSender,
  type MailFacts,
  readCommunication,
  readDomains,
  readSenders,
} from './mail';
import type { Parties } from './parties';
import type { Parts } from './resources';
import { judgeRoles, readAssigned } from './roles';
import { type Seen, see, untold } from './see';
import { judgeSettings, readSettings, readTablesEndpoint } from './settings';

export type Deployment = {
  readonly parts: Parts;
  readonly subscription: string;
  readonly group: string;
  readonly commands: Commands;
};

export type AppFindings = {
  readonly checks: readonly Check[];
  readonly grants: Seen<readonly string[]>;
  /** These are `null` where they are not shown. */
  readonly site: Site | null;
  readonly clientId: string | null;
  readonly asksSignIn: boolean | null;
};

/** Looks at a deployment that is there. */
export async function examineApp(parties: Parties, deployment: Deployment): Promise<AppFindings> {
  const { arm, lists } = parties;
  const { parts, commands } = deployment;
  const app = parts.app.name;
  const [site, functions, settings, asksSignIn, tables, communication, domains, principal] =
    await Promise.all([
      see(() => readSite(arm, parts.app.id)),
      see(() => readFunctions(arm, parts.app.id)),
      see(() => readSettings(lists, parts.app.id)),
      see(() => readSignInAsked(arm, parts.app.id)),
      see(() => readTablesEndpoint(arm, parts.tables.id)),
      see(() => readCommunication(arm, parts.communication.id)),
      see(() => readDomains(arm, parts.mail.id)),
      examineIdentity(parties, deployment),
    ]);
  const facts = { app, identityId: parts.identity.id, commands };
  const expected = {
    AZURE_CLIENT_ID: principal.clientId,
    TABLES_ENDPOINT: seenIn(tables),
    EMAIL_ENDPOINT: communication.kind === 'seen' ? `https://${communication.value.hostName}` : null,
  };
  const env = seenIn(settings);
  const mail: MailFacts = {
    app,
    service: parts.mail.name,
    sender: env?.MAIL_MODE === 'outbox' ? null : env?.EMAIL_SENDER?.trim() || null,
    commands,
  };
  return {
    checks: [
      judgeSite(site, facts),
      judgeFunctions(functions, facts),
      ...principal.checks,
      ...judgeDomains(domains, communication, mail),
      ...(await examineSender(parties, seenIn(domains) ?? [], mail)),
      ...judgeSettings(settings, { app, expected, commands }),
      ...judgeSignIn(asksSignIn, env?.WEBSITE_AUTH_AAD_ALLOWED_TENANTS !== undefined, commands),
    ],
    grants: principal.grants,
    site: seenIn(site),
    clientId: principal.clientId,
    asksSignIn: seenIn(asksSignIn),
  };
}

type Principal = {
  readonly checks: readonly Check[];
  readonly grants: Seen<readonly string[]>;
  readonly clientId: string | null;
};

/** The identity, and what it has been given in Graph and in Azure. */
async function examineIdentity({ arm, graph }: Parties, deployment: Deployment): Promise<Principal> {
  const { parts, subscription, group, commands } = deployment;
  const identity = await see(() => readIdentity(arm, parts.identity.id));
  if (identity.kind !== 'seen') {
    const sight = { what: `the identity ${parts.identity.name}`, role: 'Reader on the resource group' };
    return { checks: [untold('identity', identity, sight)], grants: identity, clientId: null };
  }
  const { clientId, principalId } = identity.value;
  const [grants, assigned] = await Promise.all([
    see(() => readGrants(graph, principalId)),
    see(() => readAssigned(arm, { subscription, group, principalId })),
  ]);
  return {
    checks: [
      ...judgeGrants(grants, commands.grant(parts.identity.name)),
      ...judgeRoles(assigned, { parts, principalId, commands }),
    ],
    grants,
    clientId,
  };
}

async function examineSender(
  { arm }: Parties,
  domains: readonly Domain[],
  mail: MailFacts,
): Promise<readonly Check[]> {
  const domain = domainToSearch(domains, mail.sender);
  if (domain === null) return [];
  return [judgeSender(await see(() => readSenders(arm, domain.id)), domain, mail)];
}

function seenIn<T>(seen: Seen<T>): T | null {
  return seen.kind === 'seen' ? seen.value : null;
}
