import { ANYBODY, type Way } from './hole';
import type { Condition, ConditionName } from './policy';
import { is, isNot, type Situation } from './situation';

const WORDS: Readonly<Record<ConditionName, string>> = {
  location: 'location',
  platform: 'device platform',
  client: 'client app',
  device: 'device filter',
  deviceState: 'device state',
  signInRisk: 'sign-in risk',
  userRisk: 'user risk',
  insiderRisk: 'insider risk',
  authenticationFlow: 'authentication flow',
  other: 'condition',
};

export function conditionHoles({ what, include, exclude }: Condition): readonly Way[] {
  const words = WORDS[what];
  const ways: Way[] = [];
  if (include !== null) {
    const who = `sign-ins outside the ${words} ${include.join(', ')}`;
    ways.push({ who, why: 'condition', situations: [outside(what, include)], breadth: 'rest' });
  }
  if (exclude.length > 0) {
    const who = `sign-ins with the ${words} ${exclude.join(', ')}`;
    ways.push({ who, why: 'condition', situations: inside(what, exclude), breadth: 'named' });
  }
  return ways;
}

/** One address may be in several locations, one device meet several rules; all else has one value at a time. */
const OVERLAPPING: ReadonlySet<ConditionName> = new Set(['location', 'device', 'deviceState']);

function outside(what: ConditionName, values: readonly string[]): Situation {
  // Nothing else is said with this subject: what is not known is never met for certain.
  if (what === 'other') return [is(`without ${values.join()}`, 'true')];
  if (!OVERLAPPING.has(what)) return [isNot(what, ...values)];
  return values.map((value) => isNot(`${what} ${value}`, 'in'));
}

function inside(what: ConditionName, values: readonly string[]): readonly Situation[] {
  if (values.some((value) => value.toLowerCase() === 'all')) return ANYBODY;
  if (!OVERLAPPING.has(what)) return [[is(what, ...values)]];
  return values.map((value) => [is(`${what} ${value}`, 'in')]);
}
