import type { Gap } from './hole';

/** The name for an id in a gap. */
export type Named = {
  readonly name: string;
  /** The members of the group or holders of the role; `null` for a user, and if they are not known. */
  readonly people: People | null;
};

export type People = {
  readonly count: number;
  /** True if there are more than were read. */
  readonly isMore: boolean;
  /** Names of a few. */
  readonly some: readonly string[];
};

/** By id, lower case. */
export type Names = Readonly<Record<string, Named>>;

/** Ids, by kind. */
export type IdsToName = {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
};

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The ids that gaps exclude, each once. */
export function idsIn(gaps: readonly Gap[]): IdsToName {
  const of = (why: 'excludedUser' | 'excludedGroup' | 'excludedRole') => [
    ...new Set(gaps.flatMap((gap) => (gap.why === why && GUID.test(gap.who) ? [gap.who] : []))),
  ];
  return { users: of('excludedUser'), groups: of('excludedGroup'), roles: of('excludedRole') };
}
