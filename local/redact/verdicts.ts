import { isVouchedFor } from '../../shared/domain/account/guestHome';
import { scriptClientOf } from '../../shared/domain/account/scriptClients';
import type { AppIndex } from '../../shared/domain/apps/enforcedApps';
import { requirementsOf } from '../../shared/domain/requirement/requirementsOf';
import { isGuest } from '../../shared/domain/signIn/scope';
import { causeOf } from '../../shared/domain/verdict/cause';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import type { Judged } from '../../shared/domain/verdict/judged';
import type { FileError } from '../files/fileError';
import type { Problems } from '../scan/problems';
import { readAll } from '../scan/readAll';
import { readOnce } from '../scan/readOnce';
import type { Opened } from '../scan/sources';
import { survey } from '../scan/survey';
import { readWholeLog } from '../scan/wholeLog';

export type Verdicts = {
  /** For each record of each input, in order: all that is concluded from it, as a number. */
  readonly byInput: ReadonlyMap<number, readonly number[]>;
  /** Inputs that `scan` does not read, or not to their end. */
  readonly failed: ReadonlyMap<number, FileError>;
  /** Records that cannot be decoded. */
  readonly bad: number;
  /** Ids of the resource tenants. */
  readonly tenants: ReadonlySet<string>;
};

export type Judgement = {
  readonly apps: AppIndex;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** For the progress bar. */
  readonly stream: NodeJS.WriteStream;
};

/** Judges files as `scan` does, and says nothing about them. */
export function verdictReader({
  apps,
  now,
  stream,
}: Judgement): (inputs: readonly Opened[]) => Promise<Verdicts> {
  const numbers = new Map<string, number>();
  const numberOf = (conclusion: string) => {
    const number = numbers.get(conclusion) ?? numbers.size;
    numbers.set(conclusion, number);
    return number;
  };
  return async (inputs) => {
    const byInput = new Map<number, number[]>(inputs.map(({ index }) => [index, []]));
    const failed = new Map<number, FileError>();
    let bad = 0;
    const indexOf = new Map(inputs.map(({ name, index }) => [name, index]));
    const fail = (error: FileError) => void failed.set(indexOf.get(error.file) ?? -1, error);
    const problems = silent(fail);
    const { sources } = await survey(inputs, problems);
    const once = readOnce(sources);
    try {
      const log = await readWholeLog(once, { problems, stream, outside: null });
      const context = { apps, tenantId: log.tenantId, sessions: log.sessions, now };
      const note = (input: number, conclusion: string) => void byInput.get(input)?.push(numberOf(conclusion));
      await readAll(log.sources, {
        label: 'Judging',
        stream,
        signIn: (signIn, { input }) => note(input, conclusionOf(judgeSignIn(signIn, context))),
        bad: ({ error }, { index }) => {
          bad++;
          note(index, error);
        },
        otherLog: (_, { index }) => note(index, 'another log'),
        failed: fail,
      });
      return { byInput, failed, bad, tenants: log.tenants };
    } finally {
      once.close();
    }
  };
}

function silent(file: (error: FileError) => void): Problems {
  const nothing = () => {};
  return { file, fileInFolder: file, skipped: nothing, record: nothing, remark: nothing, end: nothing };
}

/** The verdict with its reasons, and the facts that show the kind of an account; names, ids and texts are left out. */
function conclusionOf(judged: Judged): string {
  const { signIn, app, verdict, signal, provisional } = judged;
  return JSON.stringify([
    ...[app, verdict.kind, causeOf(judged), signal, provisional, signIn.createdDateTime],
    verdict.evidence.map(({ field }) => field),
    ...[signIn.principal, signIn.interactive, signIn.authenticationProtocol, signIn.errorCode],
    ...[isGuest(signIn), isVouchedFor(signIn), scriptClientOf(signIn.userAgent, app ?? '')],
    requirementsOf(signIn, app !== null).map(({ source }) => source),
  ]);
}

/** How many records lead to another conclusion in the copy; a file that is refused for another reason counts as one. */
export function changedVerdicts(before: Verdicts, after: Verdicts): number {
  let changed = 0;
  for (const [input, numbers] of before.byInput) {
    const others = after.byInput.get(input) ?? [];
    const longest = Math.max(numbers.length, others.length);
    for (let at = 0; at < longest; at++) if (numbers[at] !== others[at]) changed++;
    if (after.byInput.has(input) && before.failed.get(input)?.code !== after.failed.get(input)?.code)
      changed++;
  }
  return changed;
}
