import { HOUR_MS, isoTime } from '../time';
import type { AccountFacts } from './accountFacts';
import { lastMfaOf } from './appUse';
import type { ReadinessContext, ReadinessWithReasons } from './readinessContext';
import type { MethodLack, ReadinessReason } from './readinessReason';
import { oneComputerMethod, registeredOf } from './registeredMethods';
import type { Registration } from './registration';

/** https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity (read 2026-11-21) */
const REPORT_LAG_MS = 36 * HOUR_MS;

/** The readiness by what the account has registered in this tenant. */
export function readinessByRegistration(
  { registration, apps }: AccountFacts,
  { now, registrationsRead = true }: ReadinessContext,
): ReadinessWithReasons {
  if (registration === null)
    return {
      readiness: 'unknown',
      reasons: [{ code: registrationsRead ? 'notInReport' : 'registrationsUnread' }],
    };
  const lack = lackIn(registration);
  if (lack === null) return { readiness: 'willBePrompted', reasons: [allowedIn(registration)] };
  const lastMfa = explainsMfa(lack) ? null : lastMfaOf(apps);
  if (lastMfa !== null && lastMfa >= isoTime(now - REPORT_LAG_MS))
    return { readiness: 'willBePrompted', reasons: [{ code: 'mfaNewerThanReport', lastMfa, lack }] };
  return {
    readiness: lack.code === 'onlyForbiddenMethods' ? 'willBeStopped' : 'mustRegister',
    reasons: lastMfa === null ? [lack] : [lack, { code: 'mfaByFormerMethod', lastMfa }],
  };
}

/** What keeps an account from MFA by its registration; `null` if nothing does. */
export function lackIn({ isMfaCapable, isMfaRegistered, methods }: Registration): MethodLack | null {
  const registered = registeredOf(methods);
  if (registered === 'temporary') return { code: 'onlyTemporaryPass' };
  if (isMfaCapable) return null;
  const method = oneComputerMethod(methods);
  if (method !== null) return { code: 'onlyOneComputer', method, hasForbidden: registered !== 'oneComputer' };
  return { code: isMfaRegistered ? 'onlyForbiddenMethods' : 'noMethod' };
}

/** MFA by a listed method does not contradict the report: it works on one computer, or for a few days. */
function explainsMfa({ code }: MethodLack): boolean {
  return code === 'onlyOneComputer' || code === 'onlyTemporaryPass';
}

function allowedIn({ methods }: Registration): ReadinessReason {
  const method = registeredOf(methods) === 'oneComputer' ? oneComputerMethod(methods) : null;
  return method === null ? { code: 'methodAllowed' } : { code: 'oneComputerAllowed', method };
}
