import { readTenantConfig } from '../../shared/config';
import { isUserId } from '../../shared/domain/account/addresses';
import type { Registration } from '../../shared/domain/account/registration';
import { indexApps, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import { isLoopback } from '../../shared/domain/loopback';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { connectGraph } from '../../shared/graph/connectGraph';
import type { Graph } from '../../shared/graph/graph';
import { GraphError } from '../../shared/graph/graphError';
import { readTenant } from '../../shared/graph/organization';
import { registrationOf, registrationPages } from '../../shared/graph/registrations';
import { signInPages } from '../../shared/graph/signIns';
import { findUsers } from '../../shared/graph/users';
import { credentialFor, graphToken } from '../../shared/identity/credential';
import { SeveralUsersError } from '../../shared/jobs/onDemand/severalUsers';
import { faultInWords } from '../../shared/render/words/faults';
import { keepHeapSmall } from '../smallHeap';
import { cutInWords, noSuchUser, readinessUnknown, readingDays } from '../words/check';
import { endingAt } from './endingAt';
import { EXIT_BAD_RECORDS, UsageError } from './failure';
import { type Format, formatFor, outputIn } from './formats';
import { judging } from './judging';
import { type ReadLimits, readLive } from './liveSignIns';
import { openOut } from './outFile';
import { printable } from './printable';
import type { Terminal } from './terminal';

export type CheckOptions = {
  readonly user?: string;
  readonly days?: number;
  readonly format?: Format;
  readonly out?: string;
};

const DAYS_OF_TENANT = 1;
const DAYS_OF_USER = 7;

/** A person waits for the log no longer; for the registration report, as long again at most. */
const LONGEST_MINUTES = 5;
/** All stay in memory until they are judged; an account takes twice as much as a sign-in. This is some 300 MB. */
const MOST: ReadLimits = { pages: 500, records: 60_000, accounts: 15_000 };

/** Judges live sign-ins, of everyone or of one user, with the admin's own sign-in; stores nothing. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<void> {
  keepHeapSmall();
  const config = readTenantConfig(terminal.env);
  const unending = connectGraph({
    endpoint: config.graphEndpoint,
    token: graphToken(config, credentialFor(config)),
    paced: !isLoopback(config.graphEndpoint),
  });
  const until = Date.now() + LONGEST_MINUTES * MINUTE_MS;
  const graph = endingAt(unending, until);
  const now = terminal.now().getTime();
  const catalogue = withExtraApps(config.extraApps);
  const apps = indexApps(catalogue);
  const tenant = await readTenant(graph);
  const userId = options.user === undefined ? null : await userIdOf(graph, options.user);
  const days = options.days ?? (userId === null ? DAYS_OF_TENANT : DAYS_OF_USER);

  if (terminal.stderr.isTTY) terminal.stderr.write(`${readingDays(days)}\n`);
  const pages = signInPages(graph, {
    span: { from: now - days * DAY_MS, to: now },
    appIds: [...apps.byClient.keys()],
    resourceIds: [...apps.byResource.keys()],
    includeNonInteractive: config.includeNonInteractive,
    userId,
  });
  const sessions = sessionProofs();
  const read = await readLive(pages, MOST);
  for (const signIn of read.signIns) sessions.addSignIn(signIn);
  const later = endingAt(unending, Date.now() + LONGEST_MINUTES * MINUTE_MS);
  const registrations = await registrationsOf(later, { userId, terminal });
  const out = await openOut(options.out, terminal);
  try {
    const judge = judging(
      { apps, tenantId: tenant.tenantId, sessions, now },
      outputIn(formatFor(options), out),
    );
    for (const signIn of read.signIns) await judge.take(signIn);
    for (const record of read.bad) await judge.reject(record);
    await judge.end({
      origin: 'live',
      registrations,
      breakGlass: new Set(config.breakGlassAccounts),
      report: {
        subject: tenant.name ?? tenant.tenantId,
        cloud: config.cloud,
        appNames: Object.fromEntries(catalogue.map(({ key, name }) => [key, name])),
      },
    });
    await out.finish();
  } finally {
    out.close();
  }
  if (read.cut !== null) {
    const sentence = cutInWords(read.cut, read.signIns, LONGEST_MINUTES);
    terminal.stderr.write(`mfa-watch: ${printable(sentence)}\n`);
  }
  if (read.cut !== null || read.bad.length > 0) terminal.setExitCode(EXIT_BAD_RECORDS);
}

async function userIdOf(graph: Graph, user: string): Promise<string> {
  const [found, ...others] = await findUsers(graph, user);
  if (others.length > 0 && found !== undefined)
    throw new SeveralUsersError([found, ...others].map(({ userId }) => userId));
  if (found !== undefined) return found.userId;
  // Someone of another tenant may sign in without being in the directory.
  if (isUserId(user)) return user.toLowerCase();
  throw new UsageError(noSuchUser(user));
}

type Asked = { readonly userId: string | null; readonly terminal: Terminal };

/** `null` if the permission is missing, or the report has no end: the sign-ins are judged without them. */
async function registrationsOf(
  graph: Graph,
  { userId, terminal }: Asked,
): Promise<ReadonlyMap<string, Registration> | null> {
  try {
    return await readRegistrations(graph, userId);
  } catch (error) {
    if (!(error instanceof GraphError) || !REFUSED.has(error.code)) throw error;
    terminal.stderr.write(`mfa-watch: ${readinessUnknown(faultInWords(error.fault))}\n`);
    return null;
  }
}

const REFUSED: ReadonlySet<GraphError['code']> = new Set([
  'forbidden',
  'notLicensed',
  'outOfTime',
  'timedOut',
  'tooLarge',
  'endlessPaging',
]);

/** All users of the tenant, whether they signed in or not; each takes some hundred bytes. */
const MOST_REGISTRATIONS = 100_000;
/** As the sentence names it. */
const REPORT = '/v1.0/reports/authenticationMethods/userRegistrationDetails';

async function readRegistrations(graph: Graph, userId: string | null): Promise<Map<string, Registration>> {
  const found = new Map<string, Registration>();
  if (userId !== null) {
    const registration = await registrationOf(graph, userId);
    if (registration) found.set(userId, registration);
    return found;
  }
  let pages = 0;
  for await (const page of registrationPages(graph)) {
    if (++pages > MOST.pages || found.size > MOST_REGISTRATIONS)
      throw new GraphError('endlessPaging', REPORT);
    for (const registration of page) found.set(registration.userId, registration);
  }
  return found;
}
