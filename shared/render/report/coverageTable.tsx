import type { KeptCoverage, TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { TenantReport } from '../../domain/report';
import { type AppNames, appName } from '../appList';
import { COVERAGE_TONES } from '../tones';
import {
  ALWAYS_EXCLUDED,
  askedInWords,
  CLOSE_THE_GAPS,
  COVERAGE_CAPTION,
  COVERAGE_COLUMNS,
  COVERAGE_TITLE,
  COVERAGE_WORDS,
  defaultsInWords,
  effectInWords,
  MICROSOFT_TURNS_ON,
  moreGaps,
  NO_GAP,
  REPORT_ONLY_TITLE,
} from '../words/coverage';
import { type GapGroup, gapGroups, personName, policyName } from '../words/gaps';
import { Badge, Cell, HeaderRow, Prose, Section } from './parts';

type Props = { readonly tenant: TenantReport; readonly appNames: AppNames };

/** How far the tenant's own policies require MFA, and their gaps. */
export function CoverageSection({ tenant, appNames }: Props) {
  const { coverage } = tenant;
  if (coverage === null) return null;
  const rows = alikeApps(coverage);
  const asked = tenant.whatIf && askedInWords(tenant.whatIf);
  return (
    <Section id="coverage" title={COVERAGE_TITLE}>
      <p class="muted">{defaultsInWords(coverage)}</p>
      {asked !== null && <p class="muted">{asked}</p>}
      <table class="rows coverage">
        <caption>{COVERAGE_CAPTION}</caption>
        <HeaderRow labels={Object.values(COVERAGE_COLUMNS)} />
        <tbody>
          {rows.map(({ keys, app }) => (
            <tr key={keys.join()}>
              <th scope="row">
                {keys.map((key) => (
                  <p key={key} class="name">
                    {appName(key, appNames)}
                  </p>
                ))}
              </th>
              <Cell label={COVERAGE_COLUMNS.required}>
                <Badge tone={COVERAGE_TONES[app.coverage]}>{COVERAGE_WORDS[app.coverage]}</Badge>
              </Cell>
              <Cell label={COVERAGE_COLUMNS.gaps}>
                <Gaps app={app} tenant={tenant} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.some(({ app }) => app.gapCount > 0) && (
        <p class="rest">
          <Prose text={CLOSE_THE_GAPS} />
        </p>
      )}
      <AlwaysExcluded tenant={tenant} coverage={coverage} />
      <ReportOnly tenant={tenant} coverage={coverage} />
    </Section>
  );
}

/** Most gaps are those of policies that reach several apps: listed once, they can be read. */
function alikeApps({ apps }: TenantCoverage) {
  const rows = new Map<string, { readonly keys: string[]; readonly app: KeptCoverage }>();
  for (const [key, app] of Object.entries(apps)) {
    const alike = JSON.stringify([app.coverage, app.gaps]);
    const row = rows.get(alike);
    if (row) row.keys.push(key);
    else rows.set(alike, { keys: [key], app });
  }
  return [...rows.values()];
}

function Gaps({ app, tenant }: { readonly app: KeptCoverage; readonly tenant: TenantReport }) {
  if (app.gapCount === 0) return <span class="muted">{NO_GAP}</span>;
  const left = app.gapCount - app.gaps.length;
  return (
    <>
      {gapGroups(app.gaps, tenant.known).map((group) => (
        <Group key={group.title} group={group} />
      ))}
      {left > 0 && <p>{moreGaps(left)}</p>}
    </>
  );
}

function Group({ group: { title, lines } }: { readonly group: GapGroup }) {
  return (
    <div class="gaps">
      <bdi class="name">{title}</bdi>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

type BothProps = { readonly tenant: TenantReport; readonly coverage: TenantCoverage };

/** Users that every policy excludes, and who are not configured as break-glass accounts. */
function AlwaysExcluded({ tenant, coverage }: BothProps) {
  const unnamed = coverage.likelyBreakGlass.filter((id) => tenant.known.people[id]?.kind !== 'breakGlass');
  if (unnamed.length === 0) return null;
  return (
    <div class="rest">
      <h3>{ALWAYS_EXCLUDED.title}</h3>
      <ul class="plain">
        {unnamed.map((id) => (
          <li key={id}>
            <bdi class="name">{personName(id, tenant.known)}</bdi>
          </li>
        ))}
      </ul>
      <p>
        <Prose text={ALWAYS_EXCLUDED.advice} />
      </p>
    </div>
  );
}

/** The effect of turning a policy on, by the sign-ins that it watched. */
function ReportOnly({ tenant, coverage }: BothProps) {
  const policies = coverage.policies.filter(({ state }) => state === 'reportOnly');
  if (policies.length === 0) return null;
  return (
    <div class="rest">
      <h3>{REPORT_ONLY_TITLE}</h3>
      <ul class="plain">
        {policies.map(({ id, isMicrosoftManaged }) => (
          <li key={id}>
            <bdi class="name">{policyName(id, tenant.known)}</bdi>
            {effectInWords(stopsOf(id, tenant.reportOnlyStops))}
            {isMicrosoftManaged && ` ${MICROSOFT_TURNS_ON}.`}
          </li>
        ))}
      </ul>
    </div>
  );
}

function stopsOf(id: string, stops: TenantReport['reportOnlyStops']): number | null {
  if (stops === null) return null;
  return (Object.hasOwn(stops, id) ? stops[id] : undefined) ?? 0;
}
