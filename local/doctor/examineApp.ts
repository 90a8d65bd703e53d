import {
  judgeEndpointSignIn,
  judgeFunctions,
  judgeSite,
  readEndpointSignIn,
  readFunctions,
  readIdentity,
  readSite,
  type Site,
} from './app';
import type { CheckResult } from './checkResult';
import type { Clients } from './clients';
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
import type { Parts } from './resources';
import { judgeRoles, readAssigned } from './roles';
import { judgeSettings, readSettings, readTablesEndpoint } from './settings';
import { lookAt, notVisible, type Visible, visibleValue } from './visible';

export type Deployment = {
  readonly parts: Parts;
  readonly subscription: string;
  readonly group: string;
  readonly commands: Commands;
};

export type AppExamined = {
  readonly results: readonly CheckResult[];
  readonly grants: Visible<readonly string[]>;
  /** These are `null` if they are not visible. */
  readonly site: Site | null;
  readonly clientId: string | null;
  readonly asksSignIn: boolean | null;
};

/** Examines a complete deployment. */
export async function examineApp(clients: Clients, deployment: Deployment): Promise<AppExamined> {
  const { arm, lists } = clients;
  const { parts, commands } = deployment;
  const app = parts.app.name;
  const [site, functions, settings, asksSignIn, tables, communication, domains, principal] =
    await Promise.all([
      lookAt(() => readSite(arm, parts.app.id)),
      lookAt(() => readFunctions(arm, parts.app.id)),
      lookAt(() => readSettings(lists, parts.app.id)),
      lookAt(() => readEndpointSignIn(arm, parts.app.id)),
      lookAt(() => readTablesEndpoint(arm, parts.tables.id)),
      lookAt(() => readCommunication(arm, parts.communication.id)),
      lookAt(() => readDomains(arm, parts.mail.id)),
      examineIdentity(clients, deployment),
    ]);
  const facts = { app, identityId: parts.identity.id, commands };
  const expected = {
    AZURE_CLIENT_ID: principal.clientId,
    TABLES_ENDPOINT: visibleValue(tables),
    EMAIL_ENDPOINT: communication.kind === 'visible' ? `https://${communication.value.hostName}` : null,
  };
  const env = visibleValue(settings);
  const mail: MailFacts = {
    app,
    service: parts.mail.name,
    sender: env?.MAIL_MODE === 'outbox' ? null : env?.EMAIL_SENDER?.trim() || null,
    commands,
  };
  return {
    results: [
      judgeSite(site, facts),
      judgeFunctions(functions, facts),
      ...principal.results,
      ...judgeDomains(domains, communication, mail),
      ...(await examineSender(clients, visibleValue(domains) ?? [], mail)),
      ...judgeSettings(settings, { app, expected, commands }),
      ...judgeEndpointSignIn(asksSignIn, env?.WEBSITE_AUTH_AAD_ALLOWED_TENANTS !== undefined, commands),
    ],
    grants: principal.grants,
    site: visibleValue(site),
    clientId: principal.clientId,
    asksSignIn: visibleValue(asksSignIn),
  };
}

type Principal = {
  readonly results: readonly CheckResult[];
  readonly grants: Visible<readonly string[]>;
  readonly clientId: string | null;
};

/** Examines the identity, its permissions in Graph and its roles in Azure. */
async function examineIdentity({ arm, graph }: Clients, deployment: Deployment): Promise<Principal> {
  const { parts, subscription, group, commands } = deployment;
  const identity = await lookAt(() => readIdentity(arm, parts.identity.id));
  if (identity.kind !== 'visible') {
    const { name } = parts.identity;
    const result = notVisible({ check: 'identity', thing: 'identity', name, why: identity });
    return { results: [result], grants: identity, clientId: null };
  }
  const { clientId, principalId } = identity.value;
  const [grants, assigned] = await Promise.all([
    lookAt(() => readGrants(graph, principalId)),
    lookAt(() => readAssigned(arm, { subscription, group, principalId })),
  ]);
  return {
    results: [
      ...judgeGrants(grants, commands.grant(parts.identity.name)),
      ...judgeRoles(assigned, { parts, principalId, commands }),
    ],
    grants,
    clientId,
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
