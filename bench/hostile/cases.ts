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
  | 'accounts';

export type Case = {
  readonly system: System;
  readonly hostility: Hostility;
  readonly by: Asker;
  /** What an admin reads. */
  readonly says: RegExp;
  /** The most seconds until then. */
  readonly withinS: number;
};

/** Memory, and a few tries at once. */
const QUICK_S = 30;
/** The longest that our own limits of time make an admin or a run wait: five minutes, and the request under way. */
const SLOW_S = 420;

/** They end by a limit of time only. */
const SLOW: readonly Hostility[] = ['slowBody', 'silence'];

type Said = { readonly [H in Hostility]?: RegExp };

function cases(system: System, by: Asker, said: Said): readonly Case[] {
  return Object.entries(said).map(([name, says]) => {
    const one = { system, by, says, hostility: name as Hostility };
    return { ...one, withinS: isSlow(one) ? SLOW_S : QUICK_S };
  });
}

/** Whether a case takes minutes. */
export function isSlow({ system, hostility, by }: Pick<Case, 'system' | 'hostility' | 'by'>): boolean {
  if (hostility === 'hugeWait') return system === 'tables';
  if (hostility === 'endlessPages') return system === 'tables' || by === 'posture';
  return SLOW.includes(hostility);
}

const [FOREIGN, BAD, LARGE, ENDLESS, TOOK_LONG, WAIT] = [
  /on another host, which gets no token/,
  /not as (?:Graph|Azure|Log Analytics) documents it/,
  /larger than any of (?:Graph|Azure Resource Manager|Table Storage)|larger than MFA Watch reads/,
  /pages do not end|check reads no more at once/,
  /took too long|no time left|reads for 5 minutes at most/,
  /asks for a longer wait/,
] as const;

const OF_HTTP = {
  foreignLink: FOREIGN,
  redirect: BAD,
  endlessPages: ENDLESS,
  samePage: ENDLESS,
  hugePage: LARGE,
  gzipBomb: LARGE,
  emptyGzip: LARGE,
  manyValues: LARGE,
  wrongType: BAD,
  proxyPage: BAD,
  proxyLogin: BAD,
  hugeRefusal: /does not let the identity read this|You may not read/,
  hugeWait: WAIT,
  slowBody: TOOK_LONG,
  silence: TOOK_LONG,
} as const satisfies Said;

/** The run ends without an error, and the next one goes on; health says so after two hours. */
const NEXT_RUN = /"complete":false/;

const OF_POLL: Said = {
  ...OF_HTTP,
  endlessPages: /more than a run can read|pages do not end/,
  samePage: /more than a run can read|pages do not end/,
  hugeRefusal: /may not use AuditLog.Read.All/,
  hugeWait: NEXT_RUN,
  slowBody: NEXT_RUN,
  silence: NEXT_RUN,
};

/** The log names what failed; health does once it has lasted for a day and a half. */
const OF_POSTURE: Said = {
  // Lists and single objects are read side by side, and of an object a page of a list is a bad answer. The first error is logged.
  foreignLink: /graph: (?:foreignLink|badAnswer) \(path/,
  endlessPages: /graph: (?:endlessPaging|badAnswer) \(path|"problems":\["registrationsCut/,
  hugePage: /graph: tooLarge \(path/,
  gzipBomb: /graph: tooLarge \(path/,
  wrongType: /graph: badAnswer \(path/,
  hugeWait: /graph: throttled \(path/,
  slowBody: /graph: (?:timedOut|outOfTime) \(path/,
};

/** To read Azure is optional: if it fails, the run goes on, and its line in the log names the code. */
const OF_OPTIONAL: Said = {
  foreignLink: /"enforcement":"foreignLink"/,
  redirect: /"enforcement":"badAnswer"/,
  endlessPages: /"enforcement":"(?:endlessPaging|outOfTime)"/,
  samePage: /"enforcement":"(?:endlessPaging|outOfTime)"/,
  hugePage: /"enforcement":"tooLarge"/,
  gzipBomb: /"enforcement":"tooLarge"/,
  emptyGzip: /"enforcement":"tooLarge"/,
  manyValues: /"enforcement":"tooLarge"/,
  wrongType: /"enforcement":"badAnswer"/,
  proxyPage: /"enforcement":"badAnswer"/,
  proxyLogin: /"enforcement":"badAnswer"/,
  hugeRefusal: /"enforcement":"saved"/,
  hugeWait: /"enforcement":"throttled"/,
  slowBody: /"enforcement":"(?:timedOut|outOfTime)"/,
  silence: /"enforcement":"(?:timedOut|outOfTime)"/,
};

const UNKNOWN_ADMINS = /could not read who is a Global Administrator/;
const OF_DIGEST = Object.fromEntries(Object.keys(OF_HTTP).map((name) => [name, UNKNOWN_ADMINS]));

const NOT_TABLES = /answer is not from Table Storage/;
/** The deadline of a request is shorter than the tries of Table Storage. */
const NO_ANSWER_IN_TIME = /No answer in time: storage/;
const OF_TABLES: Said = {
  redirect: NOT_TABLES,
  hugePage: LARGE,
  gzipBomb: LARGE,
  emptyGzip: LARGE,
  manyValues: LARGE,
  wrongType: NOT_TABLES,
  proxyPage: NOT_TABLES,
  proxyLogin: NOT_TABLES,
  hugeRefusal: /Table Storage refuses access/,
  hugeWait: NO_ANSWER_IN_TIME,
  slowBody: NO_ANSWER_IN_TIME,
  silence: NO_ANSWER_IN_TIME,
};

const OF_WORKSPACE: Said = {
  redirect: BAD,
  hugePage: LARGE,
  gzipBomb: LARGE,
  emptyGzip: LARGE,
  manyValues: LARGE,
  wrongType: BAD,
  proxyPage: BAD,
  proxyLogin: BAD,
  hugeRefusal: /does not let the identity read the sign-in log/,
  hugeWait: NEXT_RUN,
  slowBody: NEXT_RUN,
  silence: NEXT_RUN,
};

const NO_ANSWER = /gave no (?:clear )?answer/;
const UNDOCUMENTED = /that Azure Communication Services does not document/;
const OF_MAIL: Said = {
  foreignLink: /names another host, which gets no token/,
  redirect: /refused the mail/,
  hugePage: NO_ANSWER,
  gzipBomb: NO_ANSWER,
  emptyGzip: NO_ANSWER,
  manyValues: NO_ANSWER,
  wrongType: UNDOCUMENTED,
  proxyPage: UNDOCUMENTED,
  proxyLogin: UNDOCUMENTED,
  hugeRefusal: /refused the mail/,
  hugeWait: /refused the mail/,
  slowBody: NO_ANSWER,
  silence: NO_ANSWER,
};

/** Those in which the way of an answer through a command or a run differs; the reading of it is the same for all. */
function only(said: Said, ...hostilities: readonly Hostility[]): Said {
  return Object.fromEntries(Object.entries(said).filter(([name]) => hostilities.includes(name as Hostility)));
}

export const CASES: readonly Case[] = [
  ...cases('graph', 'check', OF_HTTP),
  ...cases('graph', 'policy', only(OF_HTTP, 'endlessPages', 'hugePage', 'gzipBomb', 'proxyPage', 'slowBody')),
  ...cases('graph', 'doctor', only(OF_HTTP, 'hugePage', 'redirect', 'proxyPage', 'silence')),
  ...cases('graph', 'poll', OF_POLL),
  ...cases('graph', 'posture', OF_POSTURE),
  ...cases(
    'graph',
    'digest',
    only(OF_DIGEST, 'endlessPages', 'hugePage', 'gzipBomb', 'proxyPage', 'hugeWait', 'slowBody'),
  ),
  ...cases('arm', 'doctor', OF_HTTP),
  ...cases('arm', 'posture', only(OF_OPTIONAL, 'foreignLink', 'hugePage', 'gzipBomb', 'slowBody')),
  ...cases('tables', 'health', OF_TABLES),
  ...cases('tables', 'accounts', { endlessPages: NO_ANSWER_IN_TIME, samePage: NOT_TABLES }),
  ...cases('tables', 'poll', only(OF_TABLES, 'hugePage', 'gzipBomb', 'proxyPage')),
  ...cases('workspace', 'poll', OF_WORKSPACE),
  ...cases('mail', 'mail', OF_MAIL),
];
