import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startAzurite } from '../../local/azurite';
import { startTenant, type Tenant, type TenantOptions } from '../../tenant/tenant';

const BUILT = join(__dirname, '../../dist/local/mfa-watch.mjs');
const EVERY_SECOND = '* * * * * *';
/** Never comes: what is not to run by itself. */
const NEVER = '0 0 0 31 12 *';

/** Of the bodies that the app takes. */
export const JSON_TYPE = { 'content-type': 'application/json' };

export type Mail = { readonly to: readonly string[]; readonly subject: string };

export type Served = {
  readonly tenant: Tenant;
  /** Of the app that runs now; a path follows directly. */
  readonly url: () => string;
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  readonly post: (path: string, body: string) => Promise<Response>;
  /** Mails in the outbox so far. */
  readonly mails: () => Promise<Mail[]>;
  /** Starts the app again over the same tables, with its timers as given. */
  readonly restart: (timers: Timers) => Promise<void>;
  /** The same, after the app was killed where it stood. */
  readonly kill: (timers: Timers) => Promise<void>;
  /** What the app has logged since it was started last, a line each. */
  readonly log: () => readonly string[];
  /** For looking at what is stored. */
  readonly tablesEndpoint: string;
  readonly stop: () => Promise<void>;
};

/** Which timers fire every second; the others never do. */
export type Timers = { readonly poll?: boolean; readonly posture?: boolean; readonly digest?: boolean };

/** The built product, over settings added to or in place of the usual ones, as `mfa-watch serve` runs it, over Azurite and a simulated tenant. */
export async function serveProduct(
  options: TenantOptions,
  timers: Timers = {},
  settings: Readonly<Record<string, string>> | ((tenantUrl: string) => Readonly<Record<string, string>>) = {},
): Promise<Served> {
  const outbox = await mkdtemp(join(tmpdir(), 'mfa-watch-outbox-'));
  const azurite = await startAzurite();
  const tenant = await startTenant({ throttle: false, ...options });
  const env = {
    PATH: process.env.PATH ?? '',
    TABLES_ENDPOINT: azurite.tablesEndpoint,
    GRAPH_ENDPOINT: tenant.url,
    ARM_ENDPOINT: tenant.url,
    BREAK_GLASS_ACCOUNTS: tenant.world.breakGlassUpns.join(','),
    MAIL_MODE: 'outbox',
    OUTBOX_DIR: outbox,
    DIGEST_TIME: '00:00',
    ...(typeof settings === 'function' ? settings(tenant.url) : settings),
  };
  let app = await serve({ ...env, ...schedules(timers) });
  return {
    tenant,
    url: () => app.url,
    get: (path, init) => fetch(app.url + path, init),
    post: (path, body) => fetch(app.url + path, { method: 'POST', body, headers: JSON_TYPE }),
    mails: () => mailsIn(outbox),
    restart: async (changed) => {
      await app.stop();
      app = await serve({ ...env, ...schedules(changed) });
    },
    kill: async (changed) => {
      await app.stop('SIGKILL');
      app = await serve({ ...env, ...schedules(changed) });
    },
    log: () => app.log(),
    tablesEndpoint: azurite.tablesEndpoint,
    stop: async () => {
      await app.stop();
      await tenant.stop();
      await azurite.stop();
      await rm(outbox, { recursive: true, force: true });
    },
  };
}

function schedules({ poll, posture, digest }: Timers): Record<string, string> {
  return {
    POLL_SCHEDULE: poll ? EVERY_SECOND : NEVER,
    POSTURE_SCHEDULE: posture ? EVERY_SECOND : NEVER,
    DIGEST_SCHEDULE: digest ? EVERY_SECOND : NEVER,
  };
}

type App = {
  readonly url: string;
  readonly log: () => readonly string[];
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
};

async function serve(env: Record<string, string>): Promise<App> {
  const child = spawn(process.execPath, [BUILT, 'serve', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes('\n')) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
  if (url === undefined) throw new Error(`mfa-watch serve did not start: ${errors}`);
  return {
    url,
    log: () => errors.split('\n').filter(Boolean),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}

/** Waits until the app has finished two runs of `sendDigest` since it was started last. */
export async function twoDigestRuns({ log }: Served): Promise<void> {
  const runs = (lines: readonly string[]) => lines.filter((line) => line.includes('"event":"sendDigest"'));
  const lines = await eventually(
    async () => log(),
    (found) => runs(found).length >= 2,
  );
  if (runs(lines).length < 2) throw new Error(`sendDigest did not run twice: ${lines.join('\n')}`);
}

async function mailsIn(folder: string): Promise<Mail[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

/** Asks again until the answer fits, for two minutes at most. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (let tried = 0; ; tried++) {
    const answer = await ask();
    if (fits(answer) || tried >= 600) return answer;
    await wait(200);
  }
}
