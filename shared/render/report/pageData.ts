import type { AccountView } from '../../domain/account/account';
import type { Action } from '../../domain/account/advice';
import type { Cloud } from '../../domain/cloud';
import type { Finding } from '../../domain/finding/finding';
import type { ReportContent } from '../../domain/report';
import type { AppNames } from '../appList';
import { type GroupKey, groupOf, nextStepOf, quietSince } from './accountGroups';
import { type Columns, columnsOf } from './columns';

/** What no reader sees stays out of a file that is passed on: when and from where an account last did MFA. */
export type ShownAccount = Omit<AccountView, 'lastUse' | 'mandated'>;

/** An account in the data of the page. */
export type PageAccount = ShownAccount & {
  /** The heading that it stands under; `null`: it has a section of its own. */
  readonly group: GroupKey | null;
  /** Its step in the work list. */
  readonly next: Action | null;
};

/** Each field of a finding takes up to two megabytes of a large report: only those that a reader needs are in the page. */
const SIGN_IN_FIELDS = [
  'id',
  'createdDateTime',
  'userId',
  'app',
  'verdict',
  'because',
  'detail',
  'cause',
  'evidence',
  'provisional',
  'interactive',
  'ipAddress',
  'resourceDisplayName',
  'resourceId',
  'client',
  'place',
  'requirements',
] as const satisfies (keyof Finding)[];

export type PageSignIn = Pick<Finding, (typeof SIGN_IN_FIELDS)[number]>;

/** What the script of the page needs first. */
export type PageData = {
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  readonly cloud: Cloud;
  readonly appNames: AppNames;
  /** Rows are of the type PageAccount, worst first. */
  readonly accounts: Columns;
};

/** What it needs for the page of an account. */
export type SignInData = {
  /** The time, ISO 8601 UTC, since when the file holds all findings; `null` if nothing was read. */
  readonly since: string | null;
  /** Rows are of the type PageSignIn; those of one account are newest first. */
  readonly signIns: Columns;
};

export function pageDataOf(content: ReportContent): PageData {
  const since = quietSince(content);
  const { generatedAt, cloud, appNames, accounts } = content;
  const rows = accounts.map(({ lastUse: _, mandated: __, ...account }): PageAccount => {
    const group = groupOf(account, since);
    return { ...account, group, next: nextStepOf(account, group) };
  });
  return { generatedAt, cloud, appNames, accounts: columnsOf(rows) };
}

export function signInDataOf({ from, findings, findingsCut }: ReportContent): SignInData {
  // Those of an account are alike in place and client: side by side, they pack into a third less.
  const byAccount = new Map<string | null, PageSignIn[]>();
  for (const finding of findings) {
    const others = byAccount.get(finding.userId);
    if (others) others.push(pageSignIn(finding));
    else byAccount.set(finding.userId, [pageSignIn(finding)]);
  }
  const since = findingsCut ? (findings.at(-1)?.createdDateTime ?? null) : from;
  return { since, signIns: columnsOf([...byAccount.values()].flat()) };
}

export function pageSignIn(finding: Finding): PageSignIn {
  const fields = SIGN_IN_FIELDS.map((name) => [name, finding[name]]);
  return Object.fromEntries(fields) as PageSignIn;
}
