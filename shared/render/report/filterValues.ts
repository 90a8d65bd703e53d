import { ANY_ROLE, type FilterName, NO_VALUE } from './address';
import { type Columns, fieldOf } from './columns';
import type { PageAccount } from './pageData';

/** The values by which an account can be filtered: one of them has to be the wanted. The same list for rows that are alike. */
export type FilterValues = Readonly<Record<FilterName, (row: number) => readonly string[]>>;

/** @param accounts rows of the type PageAccount */
export function filterValues(accounts: Columns): FilterValues {
  const of = <K extends keyof PageAccount>(name: K, values: (value: PageAccount[K]) => readonly string[]) =>
    fieldOf(accounts, name, (value: PageAccount[K] | undefined) =>
      orNone(value === undefined ? [] : values(value)),
    );
  return {
    effect: of('group', (group) => (group === null ? [] : [group])),
    action: of('next', (next) => (next === null ? [] : [next])),
    kind: of('kind', (kind) => [kind]),
    role: of('roles', (roles) =>
      roles.length === 0 ? [] : [ANY_ROLE, ...new Set(roles.map(({ roleId }) => roleId))],
    ),
    app: of('apps', (apps) => apps),
    readiness: of('readiness', (readiness) => [readiness]),
    state: of('state', (state) => [state]),
    deadline: of('deadline', (deadline) => (deadline === null ? [] : [deadline.on])),
  };
}

const NONE: readonly string[] = [NO_VALUE];

function orNone(values: readonly string[]): readonly string[] {
  return values.length === 0 ? NONE : values;
}
