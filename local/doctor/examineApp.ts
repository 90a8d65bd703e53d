import type { Environment } from '../../shared/settingReader';
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
import type { Sending } from './exchangeCommands';
import { type Grant, judgeGrants, readGrants } from './grants';
import { examineMail } from './mail/examineMail';
import { type MailMode, senderIn } from './mail/mode';
import { groupPath } from './place';
import type { Parts } from './resources';
import { judgeRoles, readAssignedAt } from './roles';
import { judgeRuntime } from './runtime';
import { judgeSettings, readingOf, readTablesEndpoint } from './settings';
import { examineSource } from './source/examineSource';
import { sourceIn } from './source/kind';
import { lookAt, notVisible, type Visible, visibleValue } from './visible';

export type Deployment = {
  readonly parts: Parts;
  readonly subscription: string;
  readonly group: string;
  readonly settings: Visible<Environment>;
  /** `null` if the settings are not visible. */
  readonly mode: MailMode | null;
  readonly now: Date;
  readonly commands: Commands;
};

export type AppExamined = {
  readonly results: readonly CheckResult[];
  readonly grants: Visible<readonly Grant[]>;
  /** These are `null` if they are not visible. */
  readonly site: Site | null;
  readonly clientId: string | null;
  readonly asksSignIn: boolean | null;
  /** `null` also if the app sends from no mailbox. */
  readonly sending: Sending | null;
};

/** Examines an app that has all its resources, those of the mail excepted. */
export async function examineApp(clients: Clients, deployment: Deployment): Promise<AppExamined> {
  const { arm } = clients;
  const { parts, settings, mode, now, commands } = deployment;
  const app = parts.app.name;
  const env = visibleValue(settings) ?? {};
  const [site, functions, asksSignIn, tables, mail, principal] = await Promise.all([
    lookAt(() => readSite(arm, parts.app.id)),
    lookAt(() => readFunctions(arm, parts.app.id)),
    lookAt(() => readEndpointSignIn(arm, parts.app.id)),
    lookAt(() => readTablesEndpoint(arm, parts.tables.id)),
    examineMail(clients, { parts, mode, settings: env, now, commands }),
    examineIdentity(clients, deployment),
  ]);
  const facts = { app, identityId: parts.identity.id, source: sourceIn(env), commands };
  const source = readingOf(env).config?.source ?? { kind: 'graph' };
  const expected = {
    AZURE_CLIENT_ID: principal.ids?.clientId ?? null,
    TABLES_ENDPOINT: visibleValue(tables),
    EMAIL_ENDPOINT: mail.endpoint,
  };
  const sender = mode === 'graph' ? senderIn(env) : null;
  return {
    results: [
      judgeSite(site, facts),
      ...judgeRuntime(visibleValue(site)?.runtime ?? null, { app, now, commands }),
      judgeFunctions(functions, facts),
      ...principal.results,
      ...(await examineSource(arm, source, {
        subscription: deployment.subscription,
        group: deployment.group,
        settings: env,
        principalId: principal.ids?.principalId ?? null,
        commands,
      })),
      ...mail.results,
      ...judgeSettings(settings, { app, expected, commands }),
      ...judgeEndpointSignIn(asksSignIn, env.WEBSITE_AUTH_AAD_ALLOWED_TENANTS !== undefined, commands),
    ],
    grants: principal.grants,
    site: visibleValue(site),
    clientId: principal.ids?.clientId ?? null,
    asksSignIn: visibleValue(asksSignIn),
    sending: sender === null || principal.ids === null ? null : { sender, ...principal.ids },
  };
}

type Principal = {
  readonly results: readonly CheckResult[];
  readonly grants: Visible<readonly Grant[]>;
  /** `null` if they are not visible. */
  readonly ids: { readonly clientId: string; readonly principalId: string } | null;
};

/** Examines the identity, its permissions in Graph and its roles in Azure. */
async function examineIdentity({ arm, graph }: Clients, deployment: Deployment): Promise<Principal> {
  const { parts, mode, subscription, group, commands } = deployment;
  const identity = await lookAt(() => readIdentity(arm, parts.identity.id));
  if (identity.kind !== 'visible') {
    const { name } = parts.identity;
    const result = notVisible({ check: 'identity', thing: 'identity', name, why: identity });
    return { results: [result], grants: identity, ids: null };
  }
  const { clientId, principalId } = identity.value;
  const [grants, assigned] = await Promise.all([
    lookAt(() => readGrants(graph, principalId)),
    lookAt(() => readAssignedAt(arm, groupPath(subscription, group), principalId)),
  ]);
  const grantCommands = {
    grant: commands.grant(parts.identity.name),
    revoke: (assignmentId: string) => commands.revoke(principalId, assignmentId),
  };
  return {
    results: [
      ...judgeGrants(grants, grantCommands),
      ...judgeRoles(assigned, { parts, mode, principalId, commands }),
    ],
    grants,
    ids: { clientId, principalId },
  };
}
