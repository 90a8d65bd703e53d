/**
 * The templates of policies that Microsoft creates by itself and turns on. Microsoft documents no sign of such a policy in Graph.
 * Exports have template ids of this form, whatever the name: https://github.com/demisto/content (Packs/MicrosoftGraphIdentityandAccess,
 * 2025) has `…-ca01-000000000007` beside "Microsoft-managed: Multifactor authentication and reauthentication for risky sign-ins",
 * two others have `…-ca02-000000000004` beside "Multifactor authentication for Microsoft partners and vendors". The policies of
 * Baseline security mode (`…-ca01-300000000011` in https://github.com/rknightion/graph2otel, 2026) are left out: an administrator
 * creates these. (All read 2026-11-29.)
 */
const TEMPLATE = /^4200930c-0da2-4e33-ca\d\d-0{8}\d{4}$/i;

/** Nobody in the tenant can rename such a policy. */
const NAME = /^Microsoft-managed:/i;

/**
 * Whether Microsoft created the policy and turns it on by itself.
 *
 * @param templateId as the export has it; without one, the name decides
 */
export function isMicrosoftManaged(templateId: unknown, displayName: string): boolean {
  if (typeof templateId === 'string' && templateId !== '') return TEMPLATE.test(templateId);
  return NAME.test(displayName);
}
