import type { Hostility, System } from './hostility';

/** Who asks the hostile host: a command, or a function of the app that `mfa-watch serve` runs. */
export type Asker =
  | 'check'
  | 'policy'
  | 'doctor'
  | 'poll'
  | 'posture'
  | 'digest'
  | 'mail'
  | 'health'
  | 'report';

export type Case = {
  readonly system: System;
  readonly hostility: Hostility;
  readonly by: Asker;
  /** What an admin reads. */
  readonly says: RegExp;
  /** The most seconds until then. */
  readonly withinS: number;
};

const QUICK_S = 20;
/** The longest that one of our own time limits makes an admin or a run wait: a run of 5 minutes, and the request under way. */
const SLOW_S = 420;

const SLOW: readonly Hostility[] = ['slowBody', 'silence', 'emptyGzip'];

type Said = { readonly [H in Hostility]?: RegExp };

function cases(system: System, by: Asker, said: Said): readonly Case[] {
  return Object.entries(said).map(([name, says]) => {
    const hostility = name as Hostility;
    return { system, hostility, by, says, withinS: SLOW.includes(hostility) ? SLOW_S : QUICK_S };
  });
}

/** Whether a case ends only by a limit of time. */
export function isSlow({ hostility, system }: Case): boolean {
  return (
    SLOW.includes(hostility) && !(hostility === 'emptyGzip' && (system === 'tables' || system === 'mail'))
  );
}

const [FOREIGN, BAD, LARGE, ENDLESS, TOOK_LONG, WAIT] = [
  /on another host, which gets no token/,
  /not as (Graph|Azure|Log Analytics) documents it/,
  /larger than any of (Graph|Azure Resource Manager|Table Storage)|larger than MFA Watch reads/,
  /pages do not end|check reads no more at once/,
  /took too long|no time left|at most/,
  /asks for a longer wait/,
] as const;

const OF_HTTP: Said = {
  foreignLink: FOREIGN,
  redirect: BAD,
  endlessPages: ENDLESS,
  hugePage: LARGE,
  gzipBomb: LARGE,
  manyValues: LARGE,
  wrongType: BAD,
  proxyPage: BAD,
  proxyLogin: BAD,
  hugeRefusal: /does not let the identity read this|You may not read/,
  hugeWait: WAIT,
  slowBody: TOOK_LONG,
  silence: TOOK_LONG,
  emptyGzip: TOOK_LONG,
};

export const CASES: readonly Case[] = [
  ...cases('graph', 'check', OF_HTTP),
  ...cases('graph', 'policy', { ...OF_HTTP, hugeRefusal: /does not carry Policy.Read.All/ }),
  ...cases('graph', 'doctor', OF_HTTP),
  ...cases('graph', 'poll', OF_HTTP),
  ...cases('graph', 'posture', OF_HTTP),
  ...cases('graph', 'digest', OF_HTTP),
  ...cases('arm', 'doctor', OF_HTTP),
];
