import type { TokenCredential } from '@azure/identity';
import type { Services } from './compose';
import type { MailConfig, SourceConfig } from './config';
import type { Mailer } from './domain/digest/mail';
import { isLoopback } from './domain/loopback';
import type { WritableGraph } from './graph/graph';
import type { Workspace } from './logAnalytics/workspace';
import type { Environment } from './settingReader';

let made: Promise<Services> | null = null;

/**
 * All services over the app settings, made at the first call.
 *
 * @throws ConfigError naming every bad setting; the next call tries again
 */
export function services(): Promise<Services> {
  made ??= connect(process.env).catch((error: unknown) => {
    made = null;
    throw error;
  });
  return made;
}

/**
 * How the host listens to the event hub; `null` if the log is read from elsewhere. It costs nothing, because a worker that starts
 * needs it.
 */
export function eventHubTrigger() {
  const { SIGN_IN_SOURCE, EVENT_HUB_CONSUMER_GROUP } = process.env;
  if (SIGN_IN_SOURCE?.trim() !== 'eventHub') return null;
  return {
    connection: 'EVENT_HUB',
    eventHubName: '%EVENT_HUB_NAME%',
    consumerGroup: EVENT_HUB_CONSUMER_GROUP?.trim() ? '%EVENT_HUB_CONSUMER_GROUP%' : '$Default',
  };
}

async function connect(env: Environment): Promise<Services> {
  // Loaded when first needed: these are most of the bundle, and a worker that starts need not wait for them.
  const [{ compose }, { readConfig }, { connectArm }, { connectGraph }, identity, { connectTables }] =
    await Promise.all([
      import('./compose'),
      import('./config'),
      import('./arm/connectArm'),
      import('./graph/connectGraph'),
      import('./identity/credential'),
      import('./tables/connect'),
    ]);
  const { armToken, credentialFor, graphToken, workspaceToken } = identity;
  const config = readConfig(env);
  const credential = credentialFor(config);
  const graph = connectGraph({
    endpoint: config.graphEndpoint,
    token: graphToken(config, credential),
    paced: !isLoopback(config.graphEndpoint),
  });
  const arm = connectArm({ endpoint: config.armEndpoint, token: armToken(config, credential) });
  const tables = connectTables({ endpoint: config.tablesEndpoint, credential });
  await tables.ensure();
  return compose(config, {
    graph,
    arm,
    tables,
    workspace: await workspaceFor(config.source, (endpoint) => workspaceToken(config, endpoint, credential)),
    mailer: await mailerFor(config.mail, { credential, graph }),
    clock: Date.now,
  });
}

async function workspaceFor(
  source: SourceConfig,
  tokenFor: (endpoint: string) => () => Promise<string>,
): Promise<Workspace | null> {
  if (source.kind !== 'logAnalytics') return null;
  const { endpoint, workspaceId } = source;
  const { connectWorkspace } = await import('./logAnalytics/connectWorkspace');
  return connectWorkspace({ endpoint, workspaceId, token: tokenFor(endpoint) });
}

type Senders = { readonly credential: TokenCredential; readonly graph: WritableGraph };

async function mailerFor(mail: MailConfig, { credential, graph }: Senders): Promise<Mailer> {
  switch (mail.mode) {
    case 'graph': {
      const { graphMailer } = await import('./graph/mailbox/graphMailer');
      return graphMailer({ graph, sender: mail.sender });
    }
    case 'outbox': {
      const { outboxMailer } = await import('./email/outbox');
      return outboxMailer({ folder: mail.folder, now: () => new Date() });
    }
    case 'acs': {
      const [{ acsMailer }, { LOCAL_CREDENTIAL }] = await Promise.all([
        import('./email/acs'),
        import('./email/acsTalk'),
      ]);
      return acsMailer({
        ...mail,
        credential: isLoopback(mail.endpoint) ? LOCAL_CREDENTIAL : credential,
      });
    }
  }
}
