import { z } from 'zod';
import { plainText } from '../../shared/domain/plainText';
import { isNote } from '../../shared/domain/problem';
import { readBytes, textOf } from '../../shared/http/readBytes';
import { type CheckResult, missing, notYet, ok, unknown } from './checkResult';
import type { Commands } from './commands';
import type { AppProblem } from './outcome';

/** What the app says is shown: as one harmless line, like every text of another program. */
const line = z.string().transform((text) => plainText(text, 1_000));
/** The app reports each problem once. */
const MOST_PROBLEMS = 100;

const health = z.object({
  healthy: z.boolean(),
  // An app of an earlier version may leave it out.
  poll: z.object({ readUntil: z.string().nullable() }).optional(),
  digest: z.object({ localDay: z.string().nullable(), status: z.string().nullable() }).optional(),
  posture: z.object({ refreshedAt: z.string().nullable() }),
  problems: z.array(z.object({ code: line, sentence: line, mend: line })).max(MOST_PROBLEMS),
});

export type Health = z.infer<typeof health>;

export type HealthAnswer =
  | { readonly kind: 'health'; readonly health: Health }
  | { readonly kind: 'keyRefused' | 'accessRestricted' | 'absent' | 'signInAsked' }
  | { readonly kind: 'unreachable'; readonly url: string; readonly why: string }
  | { readonly kind: 'failed'; readonly status: number; readonly message: string | null };

const failure = z.object({ error: z.object({ message: line }) });
/** An idle worker takes some seconds to answer. */
const TIMEOUT_MS = 45_000;
/** The health of an app has a few kilobytes. */
const MOST_BYTES = 2 ** 20;

/** Asks the app itself. @param url without a slash at the end; the key is sent nowhere else */
export async function askHealth(
  url: string,
  key: string,
  timeoutMs: number = TIMEOUT_MS,
): Promise<HealthAnswer> {
  try {
    const answer = await fetch(`${url}/api/health`, {
      headers: { 'x-functions-key': key },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await answerOf(answer, url);
  } catch (error) {
    return { kind: 'unreachable', url, why: reasonOf(error) };
  }
}

/** App Service's own sign-in names these when it refuses; [unverified]. The Functions host may send `Bearer` alone. */
const SIGN_IN = /\bbearer\b.*\b(?:realm|authorization_uri)=/i;

async function answerOf(answer: Response, url: string): Promise<HealthAnswer> {
  // Only the sign-in page of a network answers so: https://www.rfc-editor.org/rfc/rfc6585#section-6 (read 2026-11-30)
  if (answer.status === 511) return { kind: 'unreachable', url, why: 'the network asks for a sign-in first' };
  if (answer.status >= 300 && answer.status < 400) return { kind: 'signInAsked' };
  if (answer.status === 401)
    return {
      kind: SIGN_IN.test(answer.headers.get('www-authenticate') ?? '') ? 'signInAsked' : 'keyRefused',
    };
  if (answer.status === 403) return { kind: 'accessRestricted' };
  if (answer.status === 404) return { kind: 'absent' };
  // Of a longer text, the beginning is no JSON.
  const body = jsonOf(textOf((await readBytes(answer.body, MOST_BYTES)).blocks));
  const read = health.safeParse(body);
  if (read.success) return { kind: 'health', health: read.data };
  const message = failure.safeParse(body).data?.error.message ?? null;
  return { kind: 'failed', status: answer.status, message };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** In characters. */
const LONGEST_REASON = 200;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return plainText(String(error), LONGEST_REASON);
  return plainText((error.cause instanceof Error ? error.cause : error).message, LONGEST_REASON);
}

export type HealthFacts = {
  /** `null` if the app was not found. */
  readonly app: string | null;
  readonly identity: string | null;
  /** Of the identity; `null` if it is not visible. */
  readonly clientId: string | null;
  /** Whether Entra requires a sign-in before anyone reaches the app; `null` if that is not visible. */
  readonly asksSignIn: boolean | null;
  /** Whether the app has been unchanged for so long that each timer has run; `false` if that is not visible. */
  readonly isSettled: boolean;
  /** Whether the tenant's subscriptions hold P1 or P2; left out if that is not visible. */
  readonly isLicensed?: boolean;
  readonly commands: Commands;
};

const check = 'health';

/** @param answer `null` if no key was given, so that the app was not asked */
export function judgeHealth(answer: HealthAnswer | null, facts: HealthFacts): readonly CheckResult[] {
  if (answer?.kind !== 'health') return [judgeNoHealth(answer, facts)];
  const { healthy, problems } = answer.health;
  if (problems.length > 0) return problems.map((problem) => judgeProblem(problem, answer.health, facts));
  return [healthy ? judgeHealthy(answer.health) : missing({ check, code: 'unhealthy' }, null)];
}

type NoHealth = Exclude<HealthAnswer, { readonly kind: 'health' }> | null;

function judgeNoHealth(answer: NoHealth, { app, asksSignIn, commands }: HealthFacts): CheckResult {
  const exportKey = app === null ? null : commands.exportKey(app);
  if (answer === null) return unknown({ check, code: 'notAsked' }, exportKey);
  switch (answer.kind) {
    case 'signInAsked':
    case 'accessRestricted':
      return unknown({ check, code: answer.kind });
    case 'keyRefused':
      if (asksSignIn === true) return unknown({ check, code: 'signInAsked' });
      return unknown({ check, code: asksSignIn === null ? 'keyOrSignIn' : 'keyRefused' }, exportKey);
    case 'unreachable':
      return unknown({ check, code: 'unreachable', url: answer.url, why: answer.why });
    case 'absent':
      return missing({ check, code: 'noHealthEndpoint' }, app === null ? null : commands.publish(app));
    case 'failed':
      return missing({ check, code: 'answerFailed', status: answer.status, message: answer.message }, null);
  }
}

function judgeHealthy({ poll, posture }: Health): CheckResult {
  if (poll?.readUntil === null) return notYet({ check, code: 'notPolled' });
  if (posture.refreshedAt === null) return notYet({ check, code: 'postureNotRead' });
  return ok({ check, code: 'onTime' });
}

function judgeProblem(problem: AppProblem, { posture }: Health, facts: HealthFacts): CheckResult {
  const { code } = problem;
  if (code === 'notLicensed' && facts.isLicensed) return missing({ check, code: 'licenceRefused' }, null);
  const outcome = { check, code: 'problem', problem } as const;
  if (isNote(problem)) return ok(outcome);
  const isNew = posture.refreshedAt === null && !facts.isSettled;
  if (isNew && (code === 'neverPolled' || code === 'postureLate')) return notYet(outcome);
  return missing(outcome, commandFor(code, facts));
}

function commandFor(code: string, { app, identity, clientId, commands }: HealthFacts): string | null {
  if (code === 'missingPermission' && identity !== null) return commands.grant(identity);
  if (code === 'identityUnknown' && app !== null && clientId !== null)
    return commands.set(app, 'AZURE_CLIENT_ID', clientId);
  return null;
}
