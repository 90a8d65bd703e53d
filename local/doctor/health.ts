import { z } from 'zod';
import { isNote } from '../../shared/domain/problem';
import { type Check, missing, notYet, ok, unknown } from './check';
import type { Commands } from './commands';

const health = z.object({
  healthy: z.boolean(),
  // An app of an earlier version may leave it out.
  poll: z.object({ readUntil: z.string().nullable() }).optional(),
  posture: z.object({ refreshedAt: z.string().nullable() }),
  problems: z.array(z.object({ code: z.string(), sentence: z.string(), mend: z.string() })),
});

export type Health = z.infer<typeof health>;

export type HealthAnswer =
  | { readonly kind: 'health'; readonly health: Health }
  | { readonly kind: 'refused' | 'barred' | 'absent' | 'signInAsked' }
  | { readonly kind: 'unreached' | 'failed'; readonly why: string };

const failure = z.object({ error: z.object({ message: z.string() }) });
/** A worker that has been idle takes some seconds to answer. */
const TIMEOUT_MS = 45_000;

/** Asks the app itself. @param url without a slash at the end; the key goes nowhere else */
export async function askHealth(url: string, key: string): Promise<HealthAnswer> {
  try {
    const answer = await fetch(`${url}/api/health`, {
      headers: { 'x-functions-key': key },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await answerOf(answer);
  } catch (error) {
    return { kind: 'unreached', why: `${url} does not answer (${reasonOf(error)}).` };
  }
}

/** What App Service's own sign-in names when it refuses; [unverified]. The Functions host may say `Bearer` and no more. */
const SIGN_IN = /\bbearer\b.*\b(?:realm|authorization_uri)=/i;

async function answerOf(answer: Response): Promise<HealthAnswer> {
  if (answer.status >= 300 && answer.status < 400) return { kind: 'signInAsked' };
  if (answer.status === 401)
    return { kind: SIGN_IN.test(answer.headers.get('www-authenticate') ?? '') ? 'signInAsked' : 'refused' };
  if (answer.status === 403) return { kind: 'barred' };
  if (answer.status === 404) return { kind: 'absent' };
  const body = jsonOf(await answer.text());
  const read = health.safeParse(body);
  if (read.success) return { kind: 'health', health: read.data };
  const told = failure.safeParse(body).data?.error.message;
  return { kind: 'failed', why: `The app answers with status ${answer.status}${told ? `: ${told}` : '.'}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

export type HealthFacts = {
  /** `null` where the app is not found. */
  readonly app: string | null;
  readonly identity: string | null;
  /** Of the identity; `null` where it is not seen. */
  readonly clientId: string | null;
  /** Whether Entra asks for a sign-in before the app is reached; `null` where that is not seen. */
  readonly asksSignIn: boolean | null;
  /** The app has been as it is for so long that each timer has had its turn; not, where that is not seen. */
  readonly isSettled: boolean;
  /** Whether the tenant's subscriptions hold P1 or P2; left out where that is not seen. */
  readonly isLicensed?: boolean;
  readonly commands: Commands;
};

const NAME = 'health';

/** @param answer `null` when no key was given, and so nothing asked */
export function judgeHealth(answer: HealthAnswer | null, facts: HealthFacts): readonly Check[] {
  const { app, commands } = facts;
  const key = app === null ? null : commands.exportKey(app);
  if (answer === null)
    return [unknown(NAME, 'Not asked: export the function key, and run doctor again.', key)];
  switch (answer.kind) {
    case 'signInAsked':
      return [unknown(NAME, SIGN_IN_ASKED)];
    case 'refused':
      return [judgeRefused(facts, key)];
    case 'barred':
      return [
        unknown(
          NAME,
          'The app lets nobody in from here (403): an access restriction or a private endpoint, or it is stopped. Run doctor from where it can be reached.',
        ),
      ];
    case 'unreached':
      return [
        unknown(
          NAME,
          `${answer.why} It may be reached from elsewhere, where a private endpoint or a proxy is in the way here; if it is not, docs/operations.md says what to look at ("Nothing runs").`,
        ),
      ];
    case 'absent':
      return [
        missing(
          NAME,
          'The app has no /api/health: publish the code.',
          app === null ? null : commands.publish(app),
        ),
      ];
    case 'failed':
      return [missing(NAME, `${answer.why} docs/operations.md says what to look at ("Nothing runs").`, null)];
    case 'health': {
      const { healthy, problems } = answer.health;
      if (problems.length > 0) return problems.map((problem) => judgeProblem(problem, answer.health, facts));
      return healthy
        ? [judgeHealthy(answer.health)]
        : [missing(NAME, 'The app says that it is not well, and not why: look at its log.', null)];
    }
  }
}

function judgeHealthy({ poll, posture }: Health): Check {
  if (poll?.readUntil === null)
    return notYet(
      NAME,
      'The sign-in log has not been read yet: the next poll reads it, within a quarter of an hour.',
    );
  if (posture.refreshedAt === null)
    return notYet(
      NAME,
      'The poll is on time. Accounts, roles and policies are read once a day, and not yet all.',
    );
  return ok(NAME, 'Poll, posture and digest are on time.');
}

const SIGN_IN_ASKED =
  'Entra asks for a sign-in before the app is reached: open /api/health?code=<key> in a browser.';

function judgeRefused({ asksSignIn }: HealthFacts, key: string | null): Check {
  if (asksSignIn === true) return unknown(NAME, SIGN_IN_ASKED);
  const other = asksSignIn === null ? ', or Entra asks for a sign-in before the app is reached' : '';
  return unknown(
    NAME,
    `The app does not take the key${other}: export the right one, and run doctor again.`,
    key,
  );
}

function judgeProblem(
  { code, sentence, mend }: Health['problems'][number],
  { posture }: Health,
  facts: HealthFacts,
): Check {
  const name = `${NAME}: ${code}`;
  if (code === 'notLicensed' && facts.isLicensed)
    return missing(`${NAME}: licenceRefused`, REFUSED_ALL_THE_SAME, null);
  const said = `${sentence} ${mend}`;
  if (isNote({ code })) return ok(name, said);
  const isNew = posture.refreshedAt === null && !facts.isSettled;
  if (isNew && (code === 'neverPolled' || code === 'postureLate')) return notYet(name, said);
  return missing(name, said, commandFor(code, facts));
}

const REFUSED_ALL_THE_SAME =
  'Graph refuses for want of a licence, though the tenant has one. Wait for the next polls; if it stays, grant the identity the permission Directory.Read.All too, which is said to help (docs/permissions.md).';

function commandFor(code: string, { app, identity, clientId, commands }: HealthFacts): string | null {
  if (code === 'missingPermission' && identity !== null) return commands.grant(identity);
  if (code === 'identityUnknown' && app !== null && clientId !== null)
    return commands.set(app, 'AZURE_CLIENT_ID', clientId);
  return null;
}
