import { z } from 'zod';
import type { ProblemCode } from '../../shared/domain/problem';
import { type Check, missing, notYet, ok, unknown } from './check';
import type { Commands } from './commands';

const health = z.object({
  healthy: z.boolean(),
  posture: z.object({ refreshedAt: z.string().nullable() }),
  problems: z.array(z.object({ code: z.string(), sentence: z.string(), mend: z.string() })),
});

export type Health = z.infer<typeof health>;

export type HealthAnswer =
  | { readonly kind: 'health'; readonly health: Health }
  | { readonly kind: 'refused' | 'absent' | 'signInAsked' }
  | { readonly kind: 'failed'; readonly why: string };

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
    return { kind: 'failed', why: `${url} does not answer (${reasonOf(error)}).` };
  }
}

async function answerOf(answer: Response): Promise<HealthAnswer> {
  if (answer.status >= 300 && answer.status < 400) return { kind: 'signInAsked' };
  if (answer.status === 401) return { kind: 'refused' };
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
      return [
        unknown(NAME, 'Entra asks for a sign-in before the app is reached: open /api/health in a browser.'),
      ];
    case 'refused':
      return [
        unknown(NAME, 'The app does not take the key: export the right one, and run doctor again.', key),
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
        ? [ok(NAME, 'Poll, posture and digest are on time.')]
        : [missing(NAME, 'The app says that it is not well, and not why: look at its log.', null)];
    }
  }
}

function judgeProblem(
  { code, sentence, mend }: Health['problems'][number],
  { posture }: Health,
  facts: HealthFacts,
): Check {
  const name = `${NAME}: ${code}`;
  const said = `${sentence} ${mend}`;
  if (NOTES.includes(code)) return ok(name, said);
  if (code === 'neverPolled') return notYet(name, said);
  if (code === 'postureLate' && posture.refreshedAt === null) return notYet(name, said);
  return missing(name, said, commandFor(code, facts));
}

/** Nothing is amiss, and nothing to be done. */
const NOTES: readonly string[] = ['notEnforcedInCloud', 'filterInPieces'] satisfies readonly ProblemCode[];

function commandFor(code: string, { app, identity, commands }: HealthFacts): string | null {
  if (code === 'missingPermission' && identity !== null) return commands.grant(identity);
  if (code === 'identityUnknown') return commands.deploy;
  if (code === 'noRecipients' && app !== null) return commands.choose(app, 'DIGEST_RECIPIENTS');
  return null;
}
