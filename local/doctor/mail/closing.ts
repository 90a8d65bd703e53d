import { z } from 'zod';
import type { Arm } from '../../../shared/arm/arm';
import { readArmPages } from '../armPages';
import { type CheckResult, missing, ok, unknown } from '../checkResult';
import type { Commands } from '../commands';
import { timeLeft } from '../deadline';
import { notVisible, type Visible } from '../visible';

/**
 * Azure Communication Services, Email included, has taken no new customers since the first day, and ends on the second.
 * https://learn.microsoft.com/azure/communication-services/acs-retirement-and-breaking-changes-guide (read 2026-11-29)
 */
const CLOSED_SINCE = '2026-10-23';
const END = '2028-09-30';

const service = z.object({ name: z.string() });

/**
 * Names of the Communication services in a subscription.
 * https://learn.microsoft.com/rest/api/communication/resourcemanager/communication-services/list-by-subscription (read 2026-11-29)
 *
 * @throws ArmError
 */
export async function readCommunicationServices(arm: Arm, subscription: string): Promise<readonly string[]> {
  const path = `/subscriptions/${encodeURIComponent(subscription)}/providers/Microsoft.Communication/communicationServices`;
  return (await readArmPages(arm, `${path}?api-version=2025-09-01`, service)).map(({ name }) => name);
}

export type ClosingFacts = { readonly now: Date; readonly commands: Commands };

/** Whether a deployment that sends through Communication Services can still be made. */
export function judgeClosed(services: Visible<readonly string[]>, facts: ClosingFacts): CheckResult {
  const check = 'mailService';
  if (services.kind !== 'visible')
    return notVisible({ check, thing: 'communicationServices', why: services });
  if (services.value.length > 0) return judgeEnd(facts);
  // Someone who has such a service in another subscription may count as a customer: nothing says.
  return unknown({ check, code: 'closed', since: CLOSED_SINCE }, facts.commands.export('MAIL_MODE', 'graph'));
}

export function judgeEnd({ now, commands }: ClosingFacts): CheckResult {
  const check = 'mailService';
  const left = timeLeft(END, now);
  if (left.kind === 'plenty') return ok({ check, code: 'ends', end: END });
  const command = commands.export('MAIL_MODE', 'graph');
  if (left.kind === 'soon') return ok({ check, code: 'endsSoon', end: END, days: left.days }, command);
  return missing({ check, code: 'ended', end: END }, command);
}
