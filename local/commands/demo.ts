import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { DEFAULT_SCHEDULES } from '../../shared/config';
import { DAY_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import type { PollSummary } from '../../shared/jobs/poll/pollSignIns';
import { startTenant } from '../../tenant/tenant';
import { startAzurite } from '../azurite';
import { type Host, startHost } from '../host/host';
import { type HostLog, printTo } from '../host/hostLog';
import { type DemoNumbers, readNumbers } from './demoAccounts';
import { clear, filesIn, outboxIn, reportIn } from './demoFiles';
import { describe } from './demoText';
import { UsageError } from './failure';
import { cloneRoot } from './packageRoot';
import { paintOn } from './paint';
import { type Terminal, untilStopped } from './terminal';

export type DemoOptions = {
  readonly once: boolean;
  readonly port: number;
  readonly out: string;
  readonly seed: number;
};

/** Runs the whole product on this machine: Azurite, a simulated tenant, the real triggers in the local host. */
export async function demo(options: DemoOptions, terminal: Terminal): Promise<void> {
  const appRoot = cloneRoot('demo');
  if (!existsSync(join(appRoot, 'dist', 'main.js')))
    throw new UsageError('dist/main.js is missing. Run npm run build.');
  const out = resolve(options.out);
  const say = (line: string) => terminal.stdout.write(`${line}\n`);
  const ending: (() => Promise<void>)[] = [];
  try {
    say('Starting Azurite, a simulated tenant and the function app ...');
    const azurite = await startAzurite();
    ending.push(azurite.stop);
    const log = lateLog();
    const tenant = await startTenant({ seed: options.seed, throttle: false, ...log.tenant });
    ending.push(tenant.stop);
    applyDemoSettings(terminal.env, {
      ...DEFAULT_SCHEDULES,
      TABLES_ENDPOINT: azurite.tablesEndpoint,
      GRAPH_ENDPOINT: tenant.url,
      ARM_ENDPOINT: tenant.url,
      BREAK_GLASS_ACCOUNTS: tenant.world.breakGlassUpns.join(','),
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: outboxIn(out),
      DIGEST_TIME: '00:00',
      DIGEST_TIME_ZONE: 'UTC',
    });
    const events = runEvents(terminal);
    // A schedule in the middle of the first runs would send a digest of half the facts.
    const host = await startHost({
      appRoot,
      port: options.port,
      env: terminal.env,
      log: events.log,
      schedules: 'later',
    });
    ending.push(host.stop);
    // Only now: if another demo is running, it holds the port, and keeps its files.
    await clear(out);
    terminal.env.REPORT_URL = `${host.url}/api/report`;
    const digest = await firstRuns(host, say);
    say('Reading the newest sign-ins ...');
    log.catchUp();
    await host.runTimer('pollSignIns');
    await saveReport(host, out);
    const report = await readNumbers(host.url);
    const found = { poll: events.poll(), digest, report, files: await filesIn(out) };
    say(describe(found, paintOn(terminal)));
    if (options.once) return;
    host.followSchedules();
    say(`\nStill running: ${host.url}/api/report, ${host.url}/api/health, ${host.url}/api/openapi.json`);
    say('The timers keep running on their schedules. Press Ctrl-C to stop.');
    await untilStopped();
  } finally {
    for (const end of ending.reverse()) await end();
  }
}

/** The delay of the log at first. */
const BEHIND_MS = 5 * MINUTE_MS;
/** Old enough to change no more, and young enough for any poll to read it. */
const NEWCOMER_MS = 150 * MINUTE_MS;

/** A log that shows a new person only once it has caught up, as real logs show some sign-ins hours later. */
function lateLog() {
  let behindMs = BEHIND_MS;
  const startMs = Date.now();
  const newcomer = { createdMs: startMs - NEWCOMER_MS, visibleMs: startMs - MINUTE_MS };
  return {
    tenant: { now: () => Date.now() - behindMs, newcomer },
    catchUp: () => {
      behindMs = 0;
    },
  };
}

const SETTING =
  /^(AZURE|GRAPH|ARM|TABLES|SIGN_IN|LOG_ANALYTICS|EVENT_HUB|INCLUDE|EXTRA|BREAK_GLASS|MAIL|OUTBOX|EMAIL|DIGEST|REPORT|POLL|POSTURE|RETENTION)_/;

/** Settings for a real tenant in the caller's environment must not reach the demo. */
function applyDemoSettings(env: NodeJS.ProcessEnv, settings: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(env)) if (SETTING.test(name)) delete env[name];
  Object.assign(env, settings);
}

/** Returns the numbers that the digest shows. */
async function firstRuns(host: Host, say: (line: string) => void): Promise<DemoNumbers> {
  say('Reading 30 days of sign-ins ...');
  await host.runTimer('pollSignIns');
  say('Reading who can do MFA and what the policies require, and asking Entra about each account ...');
  await host.runTimer('refreshPosture');
  say('Exempting two accounts, one of them only for a moment ...');
  await except(host, 'kind=automation', {
    reason: 'Moves to a managed identity next month.',
    ms: 30 * DAY_MS,
  });
  const moment = await except(host, 'readiness=willBePrompted', { reason: 'On leave.', ms: MOMENT_MS });
  say('Sending the digest ...');
  const numbers = await readNumbers(host.url);
  await host.runTimer('sendDigest');
  await wait(Math.max(moment - Date.now(), 0));
  return numbers;
}

/** Long enough for a digest to report it, and short enough to wait for its end. */
const MOMENT_MS = 5_000;

/** Excepts the first account that a list shows; returns the end of the exception, in milliseconds since 1970-01-01 UTC. */
async function except(
  { url }: Host,
  query: string,
  { reason, ms }: { readonly reason: string; readonly ms: number },
): Promise<number> {
  const until = Date.now() + ms;
  const list = await fetch(`${url}/api/accounts?state=new&limit=1&${query}`);
  const { accounts } = accountList.parse(await list.json());
  for (const { userId } of accounts) {
    const answer = await fetch(`${url}/api/accounts/${userId}/exception`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason, until: isoTime(until) }),
    });
    if (!answer.ok) throw new Error(`The exception was answered ${answer.status}: ${await answer.text()}`);
  }
  return until;
}

const accountList = z.object({ accounts: z.array(z.object({ userId: z.string() })) });

/** Prints warnings and errors, and keeps the summary of the poll. */
function runEvents(terminal: Terminal): { readonly log: HostLog; readonly poll: () => PollSummary } {
  const print = printTo((line) => terminal.stderr.write(`${line}\n`), terminal.now);
  let poll: PollSummary | null = null;
  return {
    log: (level, name, message) => {
      // The first: the later ones read little again.
      if (name === 'pollSignIns' && level === 'information') poll ??= JSON.parse(message);
      else if (level !== 'information') print(level, name, message);
    },
    poll: () => {
      if (poll === null) throw new Error('The poll ended without a summary.');
      return poll;
    },
  };
}

async function saveReport(host: Host, out: string): Promise<void> {
  const answer = await fetch(`${host.url}/api/report`);
  if (!answer.ok) throw new Error(`The report answered ${answer.status}: ${await answer.text()}`);
  await writeFile(reportIn(out), await answer.text());
}
