import { z } from 'zod';
import { utcTime } from '../decode/utcTime';
import { MFA_DEFINITIONS } from '../domain/enforcement/mfaPolicy';
import type { UnprovenWrite } from '../domain/enforcement/unprovenWrites';
import { isoTime, type Span } from '../domain/time';
import { encoded } from '../http/encoded';
import type { Arm } from './arm';

/** The operations under which Azure Policy logs the changes that it audits or denies. */
const NOTED = /^Microsoft\.Authorization\/policies\/(audit|auditAction|deny|denyAction)\/action$/i;
const OBJECT_ID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';
const UPN = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn';

const policies = z.array(
  z.object({ policyDefinitionId: z.string().nullish(), policyDefinitionName: z.string().nullish() }),
);
const writeEvent = z.object({
  eventTimestamp: z.string(),
  operationName: z.object({ value: z.string().regex(NOTED) }),
  claims: z.record(z.string(), z.unknown()),
  properties: z.object({ policies: z.string() }),
});

export type LogAsked = { readonly subscriptionId: string; readonly span: Span };

/**
 * Changes without MFA in a subscription that an MFA policy logged, newest first, page by page of the Activity Log.
 *
 * The filter accepts little but times, so the lines of other policies and operations are read and left out here.
 * https://learn.microsoft.com/rest/api/monitor/activity-logs/list (read 2026-11-21)
 * https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#policy-category (read 2026-11-21)
 *
 * @throws ArmError
 */
export async function* writePages(
  arm: Arm,
  { subscriptionId, span }: LogAsked,
  until?: number,
): AsyncGenerator<readonly UnprovenWrite[]> {
  const times = `eventTimestamp ge '${isoTime(span.from)}' and eventTimestamp le '${isoTime(span.to)}'`;
  const query = `api-version=2015-04-01&$filter=${encoded(times)}&$select=eventTimestamp,operationName,claims,properties`;
  const log = `/subscriptions/${encoded(subscriptionId)}/providers/Microsoft.Insights/eventtypes/management/values`;
  for await (const page of arm.pages(`${log}?${query}`, until)) yield page.flatMap(writeIn);
}

function writeIn(row: unknown): UnprovenWrite[] {
  const { data } = writeEvent.safeParse(row);
  if (data === undefined || !isOfMfaPolicy(data.properties.policies)) return [];
  const userId = data.claims[OBJECT_ID];
  const at = utcTime(data.eventTimestamp);
  if (typeof userId !== 'string' || at === null) return [];
  const upn = data.claims[UPN];
  return [
    {
      userId: userId.toLowerCase(),
      userPrincipalName: typeof upn === 'string' ? upn : null,
      at,
      stopped: /\/deny/i.test(data.operationName.value),
    },
  ];
}

/** @param text a JSON list of the policies that wrote the line */
function isOfMfaPolicy(text: string): boolean {
  try {
    return policies.parse(JSON.parse(text)).some(({ policyDefinitionId: id, policyDefinitionName: name }) => {
      const last = (id ?? '')
        .split('/')
        .filter((part) => part !== '')
        .at(-1);
      return MFA_DEFINITIONS.has(last?.toLowerCase() ?? '') || MFA_DEFINITIONS.has(name?.toLowerCase() ?? '');
    });
  } catch {
    return false;
  }
}
