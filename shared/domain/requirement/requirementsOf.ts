import type { RequirementPolicy, SignIn } from '../signIn/signIn';
import { REQUIREMENT_SOURCES, type Requirement, type RequirementSource } from './requirement';

/**
 * The members of Graph's `requirementProvider` whose meaning is known; Microsoft may add others.
 * https://learn.microsoft.com/graph/api/resources/authenticationrequirementpolicy (read 2026-11-29)
 *
 * Seen in real records: `multiConditionalAccess`, `authenticationStrengths`, `securityDefaults`. `request` is listed among the
 * providers at the Azure portal by https://github.com/nicolonsky/ITDR (read 2026-11-29), with no record.
 */
const SOURCES: ReadonlyMap<string, RequirementSource | 'request'> = new Map([
  ['user', 'perUserMfa'],
  ['request', 'request'],
  ['v1conditionalaccess', 'policy'],
  ['multiconditionalaccess', 'policy'],
  ['v1conditionalaccessdependency', 'policy'],
  ['v1conditionalaccesspolicyidrequested', 'policy'],
  ['mfaregistrationrequiredbymulticonditionalaccess', 'policy'],
  ['authenticationstrengths', 'policy'],
  ['gpslocationcondition', 'policy'],
  ['tenantsessionriskpolicy', 'riskPolicy'],
  ['accountcompromisepolicies', 'riskPolicy'],
  ['riskbasedpolicy', 'riskPolicy'],
  ['mfaregistrationrequiredbyidentityprotectionpolicy', 'riskPolicy'],
  ['securitydefaults', 'securityDefaults'],
  ['mfaregistrationrequiredbysecuritydefaults', 'securityDefaults'],
]);

/** The texts beside these providers. They count if the provider is missing or not known. */
const DETAILS: ReadonlyMap<string, RequirementSource | 'request'> = new Map([
  ['apprequiresmultifactorauthentication', 'request'],
  ['conditionalaccess', 'policy'],
  ['authenticationstrength(s)', 'policy'],
  ['securitydefaults', 'securityDefaults'],
  ['perusermfa', 'perUserMfa'],
  ['identityprotection', 'riskPolicy'],
]);

const NONE: readonly Requirement[] = [];

/** A record has one or two; more would make the row of a finding long. */
const MOST = 10;

/**
 * Who required MFA for a sign-in, according to the record: one entry for each policy that it names.
 *
 * Microsoft documents no provider for the mandate. It says only that "sign-in logs show the application that enforced MFA as the
 * source of the MFA requirement", and admins report the text "App requires multifactor authentication" with Conditional Access
 * not applied: https://techcommunity.microsoft.com/t5/azure/mfa-required-for-global-admin-without-conditional-access-or-pim/m-p/4515571
 * So a requirement of the app itself is taken for the mandate, but only at an enforced app. An app may have its own reason too,
 * such as the activation of a role.
 * https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication (both read 2026-11-29)
 *
 * @returns in the order of `REQUIREMENT_SOURCES`; none if MFA was not required, or if the source lacks the field
 */
export function requirementsOf(
  { requirementPolicies, mfaPolicies }: Pick<SignIn, 'requirementPolicies' | 'mfaPolicies'>,
  isAtEnforcedApp: boolean,
): readonly Requirement[] {
  if (requirementPolicies === null || requirementPolicies.length === 0) return NONE;
  const found = requirementPolicies.flatMap((policy): readonly Requirement[] => {
    const source = sourceOf(policy);
    if (source === 'policy' && mfaPolicies.length > 0)
      return mfaPolicies.map((name) => ({ source, name: name.slice(0, LONGEST_NAME) }));
    if (source === 'request' && isAtEnforcedApp) return [{ source: 'mandate', name: null }];
    if (source === 'request' || source === null)
      return [{ source: 'other', name: policy.detail ?? policy.provider }];
    return [{ source, name: null }];
  });
  return distinct(found)
    .toSorted((a, b) => REQUIREMENT_SOURCES.indexOf(a.source) - REQUIREMENT_SOURCES.indexOf(b.source))
    .slice(0, MOST);
}

/** Of a policy; Entra allows 256 characters. */
const LONGEST_NAME = 256;

function sourceOf({ provider, detail }: RequirementPolicy): RequirementSource | 'request' | null {
  const byProvider = provider === null ? undefined : SOURCES.get(provider.toLowerCase());
  return (
    byProvider ?? (detail === null ? null : (DETAILS.get(detail.toLowerCase().replace(/[\s-]/g, '')) ?? null))
  );
}

function distinct(requirements: readonly Requirement[]): readonly Requirement[] {
  return [...new Map(requirements.map((one) => [JSON.stringify([one.source, one.name]), one])).values()];
}
