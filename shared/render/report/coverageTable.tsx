import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { ReportContent, TenantReport } from '../../domain/report';
import {
  ALWAYS_EXCLUDED,
  askedInWords,
  COVERAGE_TITLE,
  defaultsInWords,
  effectInWords,
  MICROSOFT_TURNS_ON,
  morePolicies,
  REPORT_ONLY_TITLE,
} from '../words/coverage';
import { personName, policyName } from '../words/gaps';
import { accountAddress } from './address';
import { CoverageGaps } from './coverageGaps';
import { CoverageMatrix } from './coverageMatrix';
import { Prose, Section } from './parts';

/** How far the tenant's own policies require MFA, and their gaps. */
export function CoverageSection({ content }: { readonly content: ReportContent }) {
  const { tenant, appNames, accounts } = content;
  if (tenant === null || tenant.coverage === null) return null;
  const { coverage } = tenant;
  const asked = tenant.whatIf && askedInWords(tenant.whatIf);
  const userIds = new Set(accounts.map(({ userId }) => userId));
  return (
    <Section id="coverage" title={COVERAGE_TITLE}>
      <p class="muted">{defaultsInWords(coverage)}</p>
      {asked !== null && <p class="muted">{asked}</p>}
      <CoverageMatrix coverage={coverage} content={content} />
      <CoverageGaps tenant={tenant} coverage={coverage} appNames={appNames} userIds={userIds} />
      <AlwaysExcluded tenant={tenant} coverage={coverage} userIds={userIds} />
      <ReportOnly tenant={tenant} coverage={coverage} />
    </Section>
  );
}

type BothProps = { readonly tenant: TenantReport; readonly coverage: TenantCoverage };
type AlwaysProps = BothProps & { readonly userIds: ReadonlySet<string> };

/** Users that every policy excludes, and who are not configured as break-glass accounts. */
function AlwaysExcluded({ tenant, coverage, userIds }: AlwaysProps) {
  const unnamed = coverage.likelyBreakGlass.filter((id) => tenant.known.people[id]?.kind !== 'breakGlass');
  if (unnamed.length === 0) return null;
  return (
    <div class="rest">
      <h3>{ALWAYS_EXCLUDED.title}</h3>
      <ul class="plain">
        {unnamed.map((id) => (
          <li key={id}>
            <bdi class="name">
              {userIds.has(id) ? (
                <a href={accountAddress(id)}>{personName(id, tenant.known)}</a>
              ) : (
                personName(id, tenant.known)
              )}
            </bdi>
          </li>
        ))}
      </ul>
      <p>
        <Prose text={ALWAYS_EXCLUDED.advice} />
      </p>
    </div>
  );
}

/** As many stand open, and as many are listed. */
const FEW = 8;
const MOST = 100;

/** The effect of turning a policy on, by the sign-ins that it watched. */
function ReportOnly({ tenant, coverage }: BothProps) {
  const policies = coverage.policies.filter(({ state }) => state === 'reportOnly');
  if (policies.length === 0) return null;
  const left = policies.length - MOST;
  return (
    <div class="rest">
      <h3>{REPORT_ONLY_TITLE}</h3>
      <Policies policies={policies.slice(0, FEW)} tenant={tenant} />
      {policies.length > FEW && (
        <details>
          <summary>{morePolicies(policies.length - FEW)}</summary>
          <Policies policies={policies.slice(FEW, MOST)} tenant={tenant} />
          {left > 0 && <p>{morePolicies(left)}</p>}
        </details>
      )}
    </div>
  );
}

type PoliciesProps = Pick<BothProps, 'tenant'> & { readonly policies: TenantCoverage['policies'] };

function Policies({ policies, tenant }: PoliciesProps) {
  return (
    <ul class="plain">
      {policies.map(({ id, isMicrosoftManaged }) => (
        <li key={id}>
          <bdi class="name">{policyName(id, tenant.known)}</bdi>
          {effectInWords(stopsOf(id, tenant.reportOnlyStops))}
          {isMicrosoftManaged && ` ${MICROSOFT_TURNS_ON}.`}
        </li>
      ))}
    </ul>
  );
}

function stopsOf(id: string, stops: TenantReport['reportOnlyStops']): number | null {
  if (stops === null) return null;
  return (Object.hasOwn(stops, id) ? stops[id] : undefined) ?? 0;
}
