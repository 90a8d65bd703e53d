import type { Occurrence } from '../../domain/account/occurrence';
import type { ListedCause } from '../../domain/verdict/cause';
import { type AppNames, appName } from '../appList';
import { inDigits } from './counted';
import { VERDICT_WORDS } from './verdict';

/** Read after the verdict and before the app: "Without MFA: password alone at Azure CLI". */
export const CAUSE_WORDS = {
  passwordAlone: 'password alone',
  weakPrimary: 'one factor alone',
  expiredProof: 'expired proof of MFA',
  registrationPrompted: 'registration of a method postponed',
  appPassword: 'MFA skipped by an app password',
  rememberedDevice: 'MFA skipped on a remembered device',
  registeredDevice: 'MFA skipped on a registered device',
  location: 'MFA skipped at a trusted location',
  corporateNetwork: 'MFA skipped in the corporate network',
  brokerFlow: 'MFA skipped in a sign-in broker',
  other: 'MFA skipped for another reason',
  detailsLeftOut: 'authentication details left out of the export',
  noDetails: 'no authentication details',
  firstFactorFromToken: 'first factor from a token, no second one named',
  certificateStrength: 'certificate that may be one factor or two',
  guestHomeTenant: 'guest whose home tenant may have done MFA',
  federatedProof: 'identity provider that may have done MFA',
  customControl: 'custom control, which does not satisfy mandatory MFA',
  unknownMethod: 'method that MFA Watch does not know',
  conflicting: 'fields that contradict each other',
  mustRegister: 'registration of a method required',
  mfaFailed: 'MFA not completed',
  blocked: 'blocked by a policy',
  passwordFailed: 'password not accepted',
} as const satisfies Record<ListedCause, string>;

/** `Without MFA`, `Cannot tell` or `Stopped`. */
export function labelOf({ verdict }: Pick<Occurrence, 'verdict'>): string {
  return verdict === 'outOfScope' ? 'Stopped' : VERDICT_WORDS[verdict].label;
}

/** Alike sign-ins in one phrase: `password alone at Azure CLI, 12 times, last 15 Jun 2026, 09:12 UTC`. */
export function causeInWords(
  { app, cause, times, last }: Occurrence,
  appNames: AppNames,
  showTime: (iso: string) => string,
): string {
  const when = times === 1 ? showTime(last) : `${inDigits(times)} times, last ${showTime(last)}`;
  return `${CAUSE_WORDS[cause]} at ${appName(app, appNames)}, ${when}`;
}

/** The same with its verdict: `Without MFA: password alone at …`. */
export function occurrenceInWords(
  occurrence: Occurrence,
  appNames: AppNames,
  showTime: (iso: string) => string,
): string {
  return `${labelOf(occurrence)}: ${causeInWords(occurrence, appNames, showTime)}`;
}
