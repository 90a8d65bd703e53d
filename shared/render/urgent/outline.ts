import { plainText, unlinked } from '../../domain/plainText';
import type { UrgentContent } from '../../domain/urgent/urgentContent';
import { accountName } from '../accountName';
import { appName } from '../appList';
import { entraLinks } from '../entraLinks';
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
    signInsUrl: entraLinks(content.cloud, content.userId)?.signIns ?? null,
    reportUrl: content.reportUrl,
    notes: ABOUT_URGENT,
  };
}

const LONGEST_TENANT = 60;
