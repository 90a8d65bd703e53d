import { readConfig } from '../shared/config';
import { ConfigError, type Environment } from '../shared/settingReader';

/** The name of every setting that `readConfig` reads, whichever source and way of mailing is chosen. */
export function settingNames(): string[] {
  const names = new Set<string>();
  for (const MAIL_MODE of ['acs', 'outbox']) {
    for (const SIGN_IN_SOURCE of ['graph', 'logAnalytics', 'eventHub']) {
      readAll(recording({ MAIL_MODE, SIGN_IN_SOURCE }, names));
    }
  }
  return [...names].sort();
}

function recording(env: Environment, names: Set<string>): Environment {
  return new Proxy(env, {
    get: (target, name) => {
      if (typeof name === 'symbol') return undefined;
      names.add(name);
      return target[name];
    },
  });
}

/** Missing settings are reported after all have been read, so a `ConfigError` leaves nothing unread. */
function readAll(env: Environment): void {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
}
