import { isoTime } from '../time';
import { QUIET_MS } from './account';
import type { AccountFacts } from './accountFacts';

/**
 * Whether the account has used device code of late in a tenant whose security defaults block it: in new tenants since 2026-07-01,
 * and wherever security defaults are on.
 * https://learn.microsoft.com/entra/fundamentals/security-defaults (page of 2025-07-21 with a later note, read 2026-11-29)
 *
 * @param byDefaults keys of the enforced apps at which security defaults require MFA of everyone; none if they are off
 * @param now milliseconds since 1970-01-01 UTC
 */
export function isDeviceCodeBlocked(
  { protocols }: Pick<AccountFacts, 'protocols'>,
  byDefaults: ReadonlySet<string>,
  now: number,
): boolean {
  return byDefaults.size > 0 && (protocols.deviceCode ?? '') > isoTime(now - QUIET_MS);
}
