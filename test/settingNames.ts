import { readConfig } from '../shared/config';
import { ConfigError, type Environment } from '../shared/settingReader';

/** The names of all settings that `readConfig` reads, for every source and mail mode. */
export function settingNames(): string[] {
  const names = new Set<string>();
  for (const MAIL_MODE of ['graph', 'acs', 'outbox']) {
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

/** `readConfig` reads every setting before it reports the missing ones, so a `ConfigError` loses no name. */
function readAll(env: Environment): void {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
}
