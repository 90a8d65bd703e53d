import type { Case } from './cases';
import { type Child, startChild } from './child';
import { type Foreign, foreignHost, type Host, hostOf } from './host';
import type { System } from './hostility';

export type World = {
  /** The built command line. */
  readonly commandLine: string;
  /** The Table service of a kind host; each app that is served gets one of its own. */
  readonly startTables: () => Promise<{ readonly endpoint: string; readonly stop: () => Promise<void> }>;
};

export type Outcome = {
  readonly seconds: number;
  readonly peakBytes: number;
  /** Of the hostile host. */
  readonly requests: number;
  /** What reached the other host and may be a secret. */
  readonly secrets: readonly string[];
  /** Whether it ended in time. */
  readonly ended: boolean;
  /** All that an admin could read. */
  readonly said: string;
};

type Hosts = { readonly graph: Host; readonly arm: Host; readonly hostile: Host };

/** Lets a command, or the app that is served, meet a hostile host, and reports how it went. */
export async function run(one: Case, world: World): Promise<Outcome> {
  const foreign = await foreignHost();
  const hostile = await hostOf(one.system, one.hostility, foreign);
  const kind = async (system: System) => (one.system === system ? hostile : hostOf(system, null, foreign));
  const hosts = { hostile, graph: await kind('graph'), arm: await kind('arm') };
  try {
    return await meet(one, { ...world, hosts, foreign });
  } finally {
    await Promise.all([...new Set([foreign, ...Object.values(hosts)])].map((host) => host.stop()));
  }
}

type Meeting = World & { readonly hosts: Hosts; readonly foreign: Foreign };

async function meet(one: Case, meeting: Meeting): Promise<Outcome> {
  const begun = performance.now();
  const { child, ended, said } = await (isCommand(one) ? runCommand(one, meeting) : runServed(one, meeting));
  return {
    seconds: (performance.now() - begun) / 1_000,
    peakBytes: child.peakBytes(),
    requests: meeting.hosts.hostile.requests(),
    secrets: meeting.foreign.secrets(),
    ended,
    said,
  };
}

type Met = { readonly child: Child; readonly ended: boolean; readonly said: string };

function isCommand({ by }: Case): boolean {
  return by === 'check' || by === 'policy' || by === 'doctor';
}

/** Nothing says so: the command ends by itself. */
const NEVER_SAID = /(?!)/;

async function runCommand({ by, withinS }: Case, { commandLine, hosts }: Meeting): Promise<Met> {
  const env = { GRAPH_ENDPOINT: hosts.graph.endpoint, ARM_ENDPOINT: hosts.arm.endpoint };
  const child = startChild([commandLine, by], env);
  const ended = await child.untilSaid(NEVER_SAID, withinS * 1_000);
  await child.stop();
  return { child, ended, said: child.said() };
}

/** Timers that come every second, or never. */
const [EVERY_SECOND, NEVER] = ['* * * * * *', '0 0 0 31 12 *'] as const;
const TIMERS: Readonly<Record<string, string>> = {
  poll: 'pollSignIns',
  posture: 'refreshPosture',
};

async function runServed(one: Case, meeting: Meeting): Promise<Met> {
  const tables = one.system === 'tables' ? null : await meeting.startTables();
  const { by, withinS } = one;
  const child = startChild(
    [meeting.commandLine, 'serve', '--port', '0'],
    settings(one, meeting.hosts, tables?.endpoint ?? meeting.hosts.hostile.endpoint),
  );
  try {
    if (!(await child.untilSaid(SERVING, START_MS))) throw new Error(`Not served: ${child.said()}`);
    const url = SERVING.exec(child.said())?.[1] ?? '';
    const timer = TIMERS[by];
    const answer = timer === undefined ? await asked(url, one) : await timed(child, url, { timer, withinS });
    return { child, ended: answer !== null, said: `${answer ?? ''}\n${child.said()}` };
  } finally {
    await child.stop();
    await tables?.stop();
  }
}

const SERVING = /Serving on (http:\S+)\. /;
const START_MS = 20_000;

function settings({ system, by }: Case, { graph, arm, hostile }: Hosts, tables: string) {
  const mail: Record<string, string> =
    system === 'mail'
      ? { MAIL_MODE: 'acs', EMAIL_ENDPOINT: hostile.endpoint, EMAIL_SENDER: 'mfa@contoso.example' }
      : { MAIL_MODE: 'graph', MAIL_SENDER: 'mfa@contoso.example' };
  const source: Record<string, string> =
    system === 'workspace'
      ? {
          SIGN_IN_SOURCE: 'logAnalytics',
          LOG_ANALYTICS_WORKSPACE_ID: '0a000000-0000-4000-8000-000000000001',
          LOG_ANALYTICS_ENDPOINT: hostile.endpoint,
        }
      : {};
  return {
    TABLES_ENDPOINT: tables,
    GRAPH_ENDPOINT: graph.endpoint,
    ARM_ENDPOINT: arm.endpoint,
    DIGEST_RECIPIENTS: 'admin@contoso.example',
    DIGEST_TIME: '00:00',
    POLL_SCHEDULE: by === 'poll' ? EVERY_SECOND : NEVER,
    POSTURE_SCHEDULE: by === 'posture' ? EVERY_SECOND : NEVER,
    DIGEST_SCHEDULE: NEVER,
    ...mail,
    ...source,
  };
}

type Timed = { readonly timer: string; readonly withinS: number };

/** Waits for the first run of a timer, and asks for the problems that it left. */
async function timed(child: Child, url: string, { timer, withinS }: Timed): Promise<string | null> {
  const ran = new RegExp(`${timer} (error|information):`);
  if (!(await child.untilSaid(ran, withinS * 1_000))) return null;
  return fetch(`${url}/api/health`).then((answer) => answer.text());
}

async function asked(url: string, { by, withinS }: Case): Promise<string | null> {
  const signal = AbortSignal.timeout(withinS * 1_000);
  const init =
    by === 'mail'
      ? {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ to: 'admin@contoso.example' }),
        }
      : {};
  const path = by === 'digest' || by === 'mail' ? '/api/digest' : `/api/${by}`;
  try {
    const answer = await fetch(url + path, { ...init, signal });
    return await answer.text();
  } catch {
    return null;
  }
}
