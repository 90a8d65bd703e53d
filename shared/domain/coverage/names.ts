import type { Gap } from './hole';

/** Whom an id in a gap stands for. */
export type Named = {
  readonly name: string;
  /** Who is in the group or holds the role; `null` for a user, and where that is not known. */
  readonly people: People | null;
};

export type People = {
  readonly count: number;
  /** True when there are more than were read. */
  readonly isMore: boolean;
  /** Names of a few. */
  readonly some: readonly string[];
};

/** By id, lower case. */
export type Names = Readonly<Record<string, Named>>;

/** Ids, by what they are ids of. */
export type IdsToName = {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
};

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whom gaps leave out by id, each once. */
export function idsIn(gaps: readonly Gap[]): IdsToName {
  const of = (why: 'excludedUser' | 'excludedGroup' | 'excludedRole') => [
    ...new Set(gaps.flatMap((gap) => (gap.why === why && GUID.test(gap.who) ? [gap.who] : []))),
  ];
  return { users: of('excludedUser'), groups: of('excludedGroup'), roles: of('excludedRole') };
}
