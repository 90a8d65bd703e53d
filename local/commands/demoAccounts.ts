import { z } from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { EFFECT_KINDS, EFFECT_WAYS } from '../../shared/domain/account/effect';
import { type CountedAs, countedAs, type EffectCounts } from '../../shared/domain/account/effectCounts';
import { firstSteps } from '../../shared/domain/digest/firstSteps';
import { shortName } from '../../shared/render/words/digest';
import { effectInBrief } from '../../shared/render/words/effect';
import { STEP_WORDS } from '../../shared/render/words/step';
import { differenceInWords, type Moved, type NumberPair, nextStepInWords } from '../words/demo';

const account = z.object({
  userId: z.string(),
  userPrincipalName: z.string().nullable(),
  userDisplayName: z.string().nullable(),
  kind: z.enum(ACCOUNT_KINDS),
  state: z.enum(ACCOUNT_STATES),
  grace: z.string().nullable(),
  effect: z.object({ kind: z.enum(EFFECT_KINDS), how: z.array(z.enum(EFFECT_WAYS)) }),
  roles: z.array(z.string()),
  advice: z.array(z.object({ action: z.enum(ACTIONS) }).transform(({ action }) => action)),
});
type DemoAccount = z.infer<typeof account>;

const numbers = { stopped: z.number(), getsIn: z.number(), readsOnly: z.number() };
const answer = z.object({
  accounts: z.array(account),
  effects: z.object({ ...numbers, privileged: z.object(numbers), excepted: z.number() }),
});

/** What the API says of all accounts at a moment. */
export type DemoNumbers = {
  /** Worst first. */
  readonly accounts: readonly DemoAccount[];
  readonly effects: EffectCounts;
};

/** @param url of the app, without a slash at its end */
export async function readNumbers(url: string): Promise<DemoNumbers> {
  const response = await fetch(`${url}/api/accounts?limit=1000`);
  return answer.parse(await response.json());
}

/** The worst account of each step that the digest would say to do first: its name, what happens to it and the next step. */
export function accountsToLookAt({ accounts }: DemoNumbers): readonly string[] {
  return firstSteps(accounts).flatMap(({ action, accounts: [worst] }, index) => {
    if (worst === undefined) return [];
    const who = [shortName(worst), ...worst.roles.slice(0, 1)].join(', ');
    return [
      `  ${index + 1}. ${who}: ${effectInBrief(worst.effect)}.`,
      `     ${nextStepInWords(STEP_WORDS[action])}`,
    ];
  });
}

/** Why the numbers of the report are not those of the digest; `null` if they are. */
export function difference(digest: DemoNumbers, report: DemoNumbers): string | null {
  const pairs = NUMBERS.map((number): NumberPair => {
    return { number, before: digest.effects[number], now: report.effects[number] };
  });
  return differenceInWords(pairs, movedSince(digest, report));
}

const NUMBERS = ['stopped', 'getsIn', 'readsOnly', 'excepted'] as const;

function movedSince(digest: DemoNumbers, report: DemoNumbers): readonly Moved[] {
  const before = new Map(digest.accounts.map((one): [string, CountedAs] => [one.userId, countedAs(one)]));
  return report.accounts
    .map((one) => ({ name: shortName(one), before: before.get(one.userId) ?? null, now: countedAs(one) }))
    .filter((one) => one.now !== (one.before ?? 'none'));
}
