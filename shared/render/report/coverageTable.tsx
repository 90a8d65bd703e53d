import type { KeptCoverage, TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { WhatIf } from '../../domain/coverage/whatIf';
import type { TenantReport } from '../../domain/report';
import { type AppNames, appName } from '../appList';
import { utcTime } from '../time';
import { COVERAGE_TONES } from '../tones';
import { counted, inDigits } from '../words/counted';
import { type GapGroup, gapGroups, personName, policyName } from '../words/gaps';
import { COVERAGE_WORDS } from '../words/words';
import { Badge, Cell, HeaderRow, Section } from './parts';

type Props = { readonly tenant: TenantReport; readonly appNames: AppNames };

/** Whom the tenant's own policies demand MFA of, and who gets around them. */
export function CoverageSection({ tenant, appNames }: Props) {
  const { coverage } = tenant;
  if (coverage === null) return null;
  const rows = alikeApps(coverage);
  return (
    <Section id="coverage" title="What your own policies cover">
      <p class="muted">
        Security defaults are {coverage.securityDefaults ? 'on' : 'off'}. Read on {utcTime(coverage.at)}.
      </p>
      {tenant.whatIf && <Asked whatIf={tenant.whatIf} />}
      <table class="rows coverage">
        <caption>Enforced apps, and whom the tenant&apos;s policies demand MFA of</caption>
        <HeaderRow labels={['Enforced app', 'MFA by policy', 'Who gets around it']} />
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
              <Cell label="By policy">
                <Badge tone={COVERAGE_TONES[app.coverage]}>{COVERAGE_WORDS[app.coverage]}</Badge>
              </Cell>
              <Cell label="Gaps">
                <Gaps app={app} tenant={tenant} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.some(({ app }) => app.gapCount > 0) && <Closing />}
      <Spared tenant={tenant} coverage={coverage} />
      <ReportOnly tenant={tenant} coverage={coverage} />
    </Section>
  );
}

/** Most gaps are those of policies that reach several apps: told once, they can be read. */
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
  if (app.gapCount === 0) return <span class="muted">Nobody</span>;
  const left = app.gapCount - app.gaps.length;
  return (
    <>
      {gapGroups(app.gaps, tenant.known).map((group) => (
        <Group key={group.title} group={group} />
      ))}
      {left > 0 && <p>and {inDigits(left)} more</p>}
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

/** The answers stand beside the accounts. */
function Asked({ whatIf: { at, matter, accounts } }: { readonly whatIf: WhatIf }) {
  const asked = Object.keys(accounts).length;
  if (asked === 0) return null;
  return (
    <p class="muted">
      On {utcTime(at)} Entra was asked what they come to for {inDigits(asked)} of {counted(matter, 'account')}{' '}
      that matter most; its answers stand beside the accounts.
    </p>
  );
}

/** Whom every policy spares, and nobody has named as break-glass. */
function Spared({ tenant, coverage }: { readonly tenant: TenantReport; readonly coverage: TenantCoverage }) {
  const unnamed = coverage.likelyBreakGlass.filter((id) => tenant.known.people[id]?.kind !== 'breakGlass');
  if (unnamed.length === 0) return null;
  return (
    <div class="rest">
      <h3>Spared by every policy that demands MFA</h3>
      <ul class="plain">
        {unnamed.map((id) => (
          <li key={id}>
            <bdi class="name">{personName(id, tenant.known)}</bdi>
          </li>
        ))}
      </ul>
      <p>
        Microsoft spares nobody. Break-glass accounts belong in <code>BREAK_GLASS_ACCOUNTS</code>, each with a
        passkey or certificate; for any other account, end the exclusions.
      </p>
    </div>
  );
}

/** What turning a policy on would do, told by the sign-ins that it watched. */
function ReportOnly({
  tenant,
  coverage,
}: {
  readonly tenant: TenantReport;
  readonly coverage: TenantCoverage;
}) {
  const policies = coverage.policies.filter(({ state }) => state === 'reportOnly');
  if (policies.length === 0) return null;
  return (
    <div class="rest">
      <h3>Report-only policies</h3>
      <ul class="plain">
        {policies.map(({ id }) => (
          <li key={id}>
            <bdi class="name">{policyName(id, tenant.known)}</bdi>
            {stopsInWords(id, tenant.reportOnlyStops)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function stopsInWords(id: string, stops: TenantReport['reportOnlyStops']): string {
  if (stops === null) return 'How many findings it would have stopped has not been counted yet.';
  const count = (Object.hasOwn(stops, id) ? stops[id] : undefined) ?? 0;
  if (count === 0) return 'Turned on, it would have stopped no finding of the last 14 days.';
  return `Turned on, it would have stopped ${counted(count, 'finding')} of the last 14 days, or asked for MFA first.`;
}

function Closing() {
  return (
    <p class="rest">
      <code>npx mfa-watch policy --out closing.json</code> writes the report-only policy that would close
      them, with the break-glass accounts left out.
    </p>
  );
}
