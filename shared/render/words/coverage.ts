import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { WhatIf } from '../../domain/coverage/whatIf';
import { utcTime } from '../time';
import { counted, inDigits } from './counted';
import { readOn } from './enforcement';

export const COVERAGE_TITLE = 'Coverage by your own policies';
export const GAPS_TITLE = 'Gaps';

export function defaultsInWords({ securityDefaults, at }: TenantCoverage): string {
  return `Security defaults are ${securityDefaults ? 'on' : 'off'}. ${readOn(at)}`;
}

/** `null` if Entra was asked about no account. */
export function askedInWords({ at, matter, accounts }: WhatIf): string | null {
  const asked = Object.keys(accounts).length;
  if (asked === 0) return null;
  return `On ${utcTime(at)}, Entra evaluated these policies for ${inDigits(asked)} of the ${counted(matter, 'account')} that matter most. The result stands beside each account.`;
}

export function moreGaps(left: number): string {
  return `and ${inDigits(left)} more`;
}

/** Code stands between backticks, here and below. */
export const CLOSE_THE_GAPS =
  'To close the gaps: `npx mfa-watch policy --out closing.json` writes a report-only policy that closes them and excludes the break-glass accounts.';

/** Policies of a list that is folded, and of one that ends there. */
export function morePolicies(count: number): string {
  return `${counted(count, 'more policy', 'more policies')}`;
}

export const ALWAYS_EXCLUDED = {
  title: 'Excluded from every policy that requires MFA',
  advice:
    'Microsoft exempts no one. If this is a break-glass account, add it to `BREAK_GLASS_ACCOUNTS` and give it a passkey or certificate. If not, remove the exclusions.',
} as const;

export const REPORT_ONLY_TITLE = 'Report-only policies';

/** Of a report-only policy that Microsoft created, without its end. */
export const MICROSOFT_TURNS_ON = 'Microsoft turns this policy on by itself, unless you turn it off';

/** @param stopped findings of the last 14 days that a report-only policy would have stopped; `null` if not known */
export function effectInWords(stopped: number | null): string {
  if (stopped === null) return 'The findings that it would have stopped have not been counted yet.';
  const what = stopped === 0 ? 'no finding' : counted(stopped, 'finding');
  const orPrompt = stopped === 0 ? '' : ', or required MFA first';
  return `If this policy had been on, it would have stopped ${what} of the last 14 days${orPrompt}.`;
}
