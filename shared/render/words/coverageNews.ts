import type { Coverage } from '../../domain/coverage/coverage';
import type { CoverageNews, LevelChange, PolicyChange } from '../../domain/coverage/coverageNews';
import type { Gap } from '../../domain/coverage/hole';
import { plainText, unlinked } from '../../domain/plainText';
import { type AppNames, appList } from '../appList';
import { isolated } from '../isolated';
import { counted, inDigits } from './counted';
import { blamed, gapInWords } from './gaps';

/** The change in a few words, without names; `null` if there is none. */
export function coverageInBrief(news: CoverageNews | null): string | null {
  return news === null || news.trend === 'first' ? null : TREND_WORDS[news.trend];
}

const TREND_WORDS = {
  worse: 'your policies cover less',
  better: 'your policies cover more',
  mixed: 'coverage by your policies changed',
} as const;

/** One line or two: the change, and its effect. Names in them make no links. */
export function coverageLines(news: CoverageNews, appNames: AppNames): readonly string[] {
  const standing = `MFA of everyone at ${inDigits(news.covered)} of ${counted(news.apps, 'enforced app')}`;
  if (news.trend === 'first') return [`Your own policies require ${standing}.`];
  const effect = levelsInWords(news.levels, appNames) ?? `Your policies require ${standing}, as before.`;
  return [causeInWords(news), effect].map(unlinked);
}

/** A change of state changes the gaps too, and says more than they do. */
function causeInWords({ securityDefaults, policies, opened, closed, known }: CoverageNews): string {
  if (securityDefaults !== null) return `Security defaults were turned ${securityDefaults ? 'on' : 'off'}.`;
  const [policy, ...otherPolicies] = policies;
  if (policy) return `${policyInWords(policy)}${andMore(otherPolicies)}.`;
  const [gap, ...otherGaps] = opened;
  if (gap) return `${quotedBlame(gap, known)} now ${gapInWords(gap, known)}${andMore(otherGaps)}.`;
  if (closed.length > 0)
    return `${counted(closed.length, 'gap')} in your policies ${isOrAre(closed)} closed.`;
  return 'The gaps in your policies have changed.';
}

function quotedBlame(gap: Gap, known: CoverageNews['known']): string {
  const title = blamed(gap, known);
  return gap.policy === null ? title : `“${isolated(title)}”`;
}

function policyInWords({ name, from, to }: PolicyChange): string {
  const title = `“${isolated(plainText(name, 100))}”`;
  if (to === null) return `${title} was deleted, or no longer applies to an enforced app`;
  if (from === null) return `${title} is new and ${STATE_WORDS[to]}`;
  return `${title} is now ${STATE_WORDS[to]}`;
}

const STATE_WORDS = { enabled: 'on', reportOnly: 'report-only', disabled: 'off' } as const;

/** The apps that changed in the same way as the first. */
function levelsInWords(levels: readonly LevelChange[], appNames: AppNames): string | null {
  const [first] = levels;
  if (first === undefined) return null;
  const alike = levels.filter(({ from, to }) => from === first.from && to === first.to);
  const apps = appList(
    alike.map(({ app }) => app),
    appNames,
  );
  const rest = andMore(levels.slice(alike.length));
  return `MFA is now required of ${WHOM[first.to]}, before of ${WHOM[first.from]}: ${apps}${rest}.`;
}

const WHOM = {
  everyone: 'everyone',
  someone: 'some users',
  reportOnly: 'nobody (report-only)',
  none: 'nobody',
} as const satisfies Record<Coverage, string>;

function andMore({ length }: readonly unknown[]): string {
  return length === 0 ? '' : `, and ${inDigits(length)} more`;
}

function isOrAre({ length }: readonly unknown[]): string {
  return length === 1 ? 'is' : 'are';
}
