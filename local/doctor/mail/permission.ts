import { type CheckResult, ok, unknown } from '../checkResult';
import type { Commands } from '../commands';
import type { Sending } from '../exchangeCommands';
import type { HealthAnswer } from '../health';

/**
 * Whether Exchange lets the app send from the mailbox. Graph does not show that; a digest that went out does.
 *
 * @param health `null` if the app was not asked
 */
export function judgeMailPermission(
  health: HealthAnswer | null,
  sending: Sending,
  commands: Commands,
): CheckResult {
  const check = 'mailPermission';
  const { sender } = sending;
  const digest = health?.kind === 'health' ? health.health.digest : undefined;
  if (digest?.status === 'sent') return ok({ check, code: 'mailWasSent', day: digest.localDay });
  const grant = commands.grantMailbox(sending);
  return unknown({ check, code: 'notShown', sender, grant }, commands.testMailbox(sending));
}
