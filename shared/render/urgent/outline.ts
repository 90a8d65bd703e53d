import type { UrgentContent } from '../../domain/urgent/urgentContent';
import { accountName } from '../accountName';
import { appName } from '../appList';
import { plainText, unlinked } from '../plainText';
import { timeWriter } from '../time';
import { harmless } from '../words/digest';
import {
  ABOUT_URGENT,
  ACCOUNT,
  APP,
  IP_ADDRESS,
  MFA,
  NO_ADDRESS,
  outcomeInWords,
  STEPS,
  urgentHeadline,
  urgentPreheader,
  WHEN,
} from '../words/urgent';

/** The content of an urgent mail, in its order; the text and the HTML part both write it. */
export type UrgentOutline = {
  readonly tenant: string | null;
  readonly preheader: string;
  readonly headline: string;
  readonly facts: readonly { readonly label: string; readonly lines: readonly string[] }[];
  readonly steps: readonly string[];
  /** Where Entra shows the sign-ins of the account. */
  readonly signInsUrl: string | null;
  readonly reportUrl: string | null;
  readonly notes: readonly string[];
};

export function urgentOutline(content: UrgentContent): UrgentOutline {
  const { name, upn } = accountName(content);
  const headline = urgentHeadline(content);
  const tenant = content.tenantName === null ? null : harmless(content.tenantName, LONGEST_TENANT);
  return {
    tenant,
    preheader: urgentPreheader(content, tenant),
    headline: `${headline.charAt(0).toUpperCase()}${headline.slice(1)}.`,
    facts: [
      { label: ACCOUNT, lines: [name, ...(upn === null ? [] : [upn])].map(unlinked) },
      { label: WHEN, lines: [timeWriter(content.timeZone)(content.at)] },
      { label: APP, lines: [unlinked(appName(content.app, content.appNames))] },
      { label: IP_ADDRESS, lines: [unlinked(plainText(content.ipAddress ?? NO_ADDRESS, 80))] },
      { label: MFA, lines: [outcomeInWords(content)] },
    ],
    steps: STEPS[content.kind],
    signInsUrl: signInsUrl(content),
    reportUrl: content.reportUrl,
    notes: ABOUT_URGENT,
  };
}

const LONGEST_TENANT = 60;

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Microsoft documents the address of no page of a user; this one is in use in public code (read 2026-11-29). Other clouds have other portals. */
function signInsUrl({ cloud, userId }: UrgentContent): string | null {
  if (cloud !== 'global' || !GUID.test(userId)) return null;
  return `https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/SignIns/userId/${userId}`;
}
