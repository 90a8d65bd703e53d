import { ANYBODY, type SignInsWith, type Way } from './hole';
import type { Condition, ConditionName } from './policy';
import { is, isNot, type Situation } from './situation';

export function conditionHoles({ what, include, exclude }: Condition): readonly Way[] {
  const ways: Way[] = [];
  if (include !== null) {
    const cause = leavesOut({ condition: what, is: 'outside', values: include });
    ways.push({ cause, situations: [outside(what, include)], breadth: 'rest' });
  }
  if (exclude.length > 0) {
    const cause = leavesOut({ condition: what, is: 'inside', values: exclude });
    ways.push({ cause, situations: inside(what, exclude), breadth: 'named' });
  }
  return ways;
}

function leavesOut(who: SignInsWith): Way['cause'] {
  return { why: 'condition', who };
}

/** One address may be in several locations, one device may meet several rules; all else has one value at a time. */
const OVERLAPPING: ReadonlySet<ConditionName> = new Set(['location', 'device', 'deviceState']);

function outside(what: ConditionName, values: readonly string[]): Situation {
  // No other situation has this subject: an unknown condition is never met for certain.
  if (what === 'other') return [is(`without ${values.join()}`, 'true')];
  if (!OVERLAPPING.has(what)) return [isNot(what, ...values)];
  return values.map((value) => isNot(`${what} ${value}`, 'in'));
}

function inside(what: ConditionName, values: readonly string[]): readonly Situation[] {
  if (values.some((value) => value.toLowerCase() === 'all')) return ANYBODY;
  if (!OVERLAPPING.has(what)) return [[is(what, ...values)]];
  return values.map((value) => [is(`${what} ${value}`, 'in')]);
}
