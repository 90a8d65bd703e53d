import type { KeptCoverage, TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { ReportContent, TenantReport } from '../../domain/report';
import { appList } from '../appList';
import { CLOSE_THE_GAPS, GAPS_TITLE, moreGaps, morePolicies } from '../words/coverage';
import { EXCLUDES, type ExcludedUsers, type GapGroup, gapGroups, othersInWords } from '../words/gaps';
import { accountAddress } from './address';
import { Prose } from './parts';

type Props = {
  readonly tenant: TenantReport;
  readonly coverage: TenantCoverage;
  readonly appNames: ReportContent['appNames'];
  /** Of the accounts in the report. */
  readonly userIds: ReadonlySet<string>;
};

/** Of each app, as many stand open. */
const FEW = 4;
/** Over all apps. A tenant may have a gap in each of hundreds of policies. */
const MOST = 40;

/** The gaps in sentences, by app and policy. */
export function CoverageGaps({ tenant, coverage, appNames, userIds }: Props) {
  const rows = alikeApps(coverage).filter(({ app }) => app.gapCount > 0);
  if (rows.length === 0) return null;
  const share = Math.max(FEW, Math.floor(MOST / rows.length));
  return (
    <div class="rest">
      <h3>{GAPS_TITLE}</h3>
      <ul class="gap-list">
        {rows.map(({ keys, app }) => {
          const groups = gapGroups(app.gaps, tenant.known);
          return (
            <li key={keys.join()}>
              <b>{appList(keys, appNames)}</b>
              <Groups groups={groups.slice(0, FEW)} userIds={userIds} />
              <Folded groups={groups.slice(FEW)} share={share - FEW} userIds={userIds} />
              {app.gapCount > app.gaps.length && <p>{moreGaps(app.gapCount - app.gaps.length)}</p>}
            </li>
          );
        })}
      </ul>
      <p class="rest">
        <Prose text={CLOSE_THE_GAPS} />
      </p>
    </div>
  );
}

/** Most gaps are those of policies that reach several apps: listed once, they can be read. */
function alikeApps({ apps }: TenantCoverage) {
  const rows = new Map<string, { readonly keys: string[]; readonly app: KeptCoverage }>();
  for (const [key, app] of Object.entries(apps)) {
    const alike = JSON.stringify([app.coverage, app.gaps, app.gapCount]);
    const row = rows.get(alike);
    if (row) row.keys.push(key);
    else rows.set(alike, { keys: [key], app });
  }
  return [...rows.values()];
}

type GroupsProps = { readonly groups: readonly GapGroup[]; readonly userIds: ReadonlySet<string> };

function Folded({ groups, share, userIds }: GroupsProps & { readonly share: number }) {
  if (groups.length === 0) return null;
  const left = groups.length - share;
  return (
    <details>
      <summary>{morePolicies(groups.length)}</summary>
      <Groups groups={groups.slice(0, share)} userIds={userIds} />
      {left > 0 && <p>{morePolicies(left)}</p>}
    </details>
  );
}

function Groups({ groups, userIds }: GroupsProps) {
  return (
    <>
      {groups.map(({ title, excludes, lines }) => (
        <div key={title} class="gaps">
          <bdi class="name">{title}</bdi>
          <ul>
            {excludes !== null && (
              <li>
                <Excluded users={excludes} userIds={userIds} />
              </li>
            )}
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

type ExcludedProps = { readonly users: ExcludedUsers; readonly userIds: ReadonlySet<string> };

function Excluded({ users, userIds }: ExcludedProps) {
  return (
    <>
      {EXCLUDES}
      {users.named.map(({ userId, name }, index) => (
        <>
          {index > 0 && ', '}
          {userIds.has(userId) ? <a href={accountAddress(userId)}>{name}</a> : name}
        </>
      ))}
      {othersInWords(users)}
    </>
  );
}
