import { canApply } from './about';
import { demandOf } from './demand';
import type { Breadth, Gap, GapCause, GapReason, Hole } from './hole';
import { holesOf } from './holes';
import type { Policy } from './policy';
import { isPossible, opposite, type Situation } from './situation';
import type { Target } from './targets';

/** A policy before a target. */
export type Wall = {
  readonly policy: Policy;
  /** Of the policy among all. */
  readonly index: number;
  readonly holes: readonly Hole[];
  /** The situations of its holes; `null` when there is a general way around it. */
  readonly ways: readonly Situation[] | null;
  /** Whether any sign-in to an enforced app can be as it asks; one against legacy clients never is. */
  readonly canApply: boolean;
  /** How it excludes the target; everything else about it is the same for any target. */
  readonly leavesOut: readonly GapCause['who'][];
};

export function wallOf(policy: Policy, target: Target, index: number): Wall {
  const holes = holesOf(policy, target);
  const isFirm = holes.every(({ cause }) => !GENERAL.has(cause.why));
  const ways = isFirm ? holes.flatMap(({ situations }) => situations) : null;
  const leavesOut = holes.flatMap(({ cause }) => (cause.why === 'excludedApp' ? [cause.who] : []));
  return { policy, index, holes, ways, canApply: canApply(policy), leavesOut };
}

/** Reasons why a policy stops nobody that it is about: there is no need to search it for ways around. */
const GENERAL: ReadonlySet<GapReason> = new Set([
  'excludedApp',
  'grantOr',
  'customControl',
  'reportOnly',
  'disabled',
]);

/** Whether nobody, among some people, gets around all policies at once. */
export function isCovered(walls: readonly Wall[], among: readonly (readonly Situation[])[] = []): boolean {
  return !isPossible([], [...among, ...waysAround(walls)]);
}

/**
 * The fewest gaps that let in everybody who gets in. A sign-in that gets in gets around each policy, so the gaps of any
 * one policy name everybody; the gaps of the plainest policy are taken.
 *
 * @param walls among them an enabled one
 */
export function tellingGaps(walls: readonly Wall[]): readonly Gap[] {
  const [plainest] = candidates(walls)
    .map((wall) => ({ wall, holes: needed(wall, walls) }))
    .toSorted((a, b) => compare(plainness(a.wall, a.holes), plainness(b.wall, b.holes)));
  return plainest ? gapsOf(plainest.wall, plainest.holes) : [];
}

/** The gaps of each of some policies that no other policy closes. */
export function openEachGap(some: readonly Wall[], walls: readonly Wall[]): readonly Gap[] {
  return some.flatMap((wall) => gapsOf(wall, needed(wall, walls)));
}

function gapsOf({ policy }: Wall, holes: readonly Hole[]): readonly Gap[] {
  return holes.map(({ cause }) => ({ ...cause, policy: policy.id }));
}

/** Looking at every hole of hundreds of policies takes minutes. */
const MOST_HOLES = 100;

/** The plainest policies at first sight, at least one. */
function candidates(walls: readonly Wall[]): readonly Wall[] {
  const sorted = walls
    .filter(({ policy }) => policy.state === 'enabled')
    .toSorted((a, b) => compare(plainness(a, a.holes), plainness(b, b.holes)));
  let holes = 0;
  return sorted.filter((wall, index) => {
    holes += wall.holes.length;
    return index === 0 || holes <= MOST_HOLES;
  });
}

/** Less is plainer: names before the rest of all, who must do MFA before who is blocked, few before many. */
function plainness({ policy }: Wall, holes: readonly Hole[]): readonly number[] {
  const broadest = Math.max(0, ...new Set(holes.map(({ breadth }) => BREADTHS.indexOf(breadth))));
  return [broadest, demandOf(policy.controls) === 'block' ? 1 : 0, holes.length];
}

const BREADTHS: readonly Breadth[] = ['named', 'other', 'rest', 'all'];

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function letsIn({ situations, among }: Hole, others: readonly (readonly Situation[])[]): boolean {
  return situations.some((situation) => isPossible(situation, [among, ...others]));
}

function waysAround(walls: readonly Wall[]): readonly (readonly Situation[])[] {
  return walls.flatMap(({ ways }) => (ways ? [ways] : []));
}

/** The holes of a policy that let in somebody that no other policy stops, and that no other hole in the list names. */
function needed(wall: Wall, walls: readonly Wall[]): readonly Hole[] {
  const others = waysAround(walls.filter((other) => other !== wall));
  // Who is not included goes through no other hole of the policy.
  const inside = wall.holes.filter(({ cause }) => cause.why !== 'notIncluded');
  const left = new Set(inside);
  for (const hole of broadestFirst(inside)) {
    left.delete(hole);
    const isNamed = [...left].some(isForAll);
    if (!isNamed && letsIn(hole, [...others, ...outsideOf([...left])])) left.add(hole);
  }
  return wall.holes.filter(
    (hole) => left.has(hole) || (hole.cause.why === 'notIncluded' && letsIn(hole, others)),
  );
}

function isForAll({ situations }: Hole): boolean {
  return situations.some(({ length }) => length === 0);
}

/** What says least goes first, and of the same the last. */
function broadestFirst(holes: readonly Hole[]): readonly Hole[] {
  return holes.toSorted((a, b) => BREADTHS.indexOf(a.breadth) - BREADTHS.indexOf(b.breadth)).toReversed();
}

/** That none of the holes is gone through. */
function outsideOf(holes: readonly Hole[]): readonly (readonly Situation[])[] {
  return holes.flatMap(({ situations }) =>
    situations.map((situation) => situation.map((fact): Situation => [opposite(fact)])),
  );
}
