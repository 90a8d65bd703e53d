import type { TokenCredential } from '@azure/identity';
import { connectArm } from './arm/connectArm';
import { compose, type Services } from './compose';
import { ConfigError, type Environment, isLoopback, type MailConfig, readConfig } from './config';
import type { Mailer } from './domain/digest/mail';
import { acsMailer } from './email/acs';
import { LOCAL_CREDENTIAL } from './email/acsTalk';
import { outboxMailer } from './email/outbox';
import { connectGraph } from './graph/connectGraph';
import { armToken, credentialFor, graphToken } from './identity/credential';
import { connectTables } from './tables/connect';

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

async function connect(env: Environment): Promise<Services> {
  const config = readConfig(env);
  if (config.source.kind !== 'graph') {
    throw new ConfigError([`SIGN_IN_SOURCE: ${config.source.kind} is not built yet; use graph`]);
  }
  const credential = credentialFor(config);
  const graph = connectGraph({ endpoint: config.graphEndpoint, token: graphToken(config, credential) });
  const arm = connectArm({ endpoint: config.armEndpoint, token: armToken(config, credential) });
  const tables = connectTables({ endpoint: config.tablesEndpoint, credential });
  await tables.ensure();
  return compose(config, { graph, arm, tables, mailer: mailerFor(config.mail, credential), clock: Date.now });
}

function mailerFor(mail: MailConfig, credential: TokenCredential): Mailer {
  switch (mail.mode) {
    case 'outbox':
      return outboxMailer({ folder: mail.folder, now: () => new Date() });
    case 'acs':
      return acsMailer({
        ...mail,
        credential: isLoopback(mail.endpoint) ? LOCAL_CREDENTIAL : credential,
      });
  }
}
