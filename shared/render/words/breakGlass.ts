import {
  type BreakGlassCheck,
  type BreakGlassReview,
  type LastUse,
  VALIDATED_DAYS,
} from '../../domain/breakGlass/review';
import { plainText } from '../../domain/plainText';
import { ADVICE_WORDS } from './advice';
import { counted } from './counted';

export const BREAK_GLASS_TITLE = 'Break-glass accounts';

/** A link. */
export const RECOMMENDATIONS = {
  text: 'What Microsoft recommends',
  url: ADVICE_WORDS.enablePasskey.url,
} as const;

/** `null` if enough accounts are named. */
export function tooFewInWords({ tooFew, named }: BreakGlassReview): string | null {
  if (!tooFew) return null;
  const start = named === 0 ? 'No break-glass account is named.' : 'Only one break-glass account is named.';
  return `${start} Name at least two in the setting BREAK_GLASS_ACCOUNTS.`;
}

export function lastUseInWords(lastUse: LastUse, showTime: (iso: string) => string): string {
  switch (lastUse.kind) {
    case 'at':
      return `Last used ${showTime(lastUse.at)}.`;
    case 'never':
      return 'Never used.';
    case 'notKnown':
      return 'Last use not known.';
  }
}

/** What an account lacks, in a few words before its name and the fix; the report has the details. */
export const LACKS = {
  found: { label: 'Not in the directory', step: 'Correct the setting BREAK_GLASS_ACCOUNTS.' },
  enabled: { label: 'Disabled', step: 'Enable it.' },
  strongMethod: {
    label: 'No passkey or certificate that policy allows',
    step: ADVICE_WORDS.enablePasskey.sentence,
  },
  cloudOnly: {
    label: 'Depends on another directory or domain',
    step: "Use a cloud-only account in the tenant's onmicrosoft domain.",
  },
  globalAdministrator: {
    label: 'Not a Global Administrator for good',
    step: 'Assign Global Administrator to it, active and permanent.',
  },
  excluded: { label: 'Policies could lock it out', step: 'Exclude it from them.' },
  validated: {
    label: `No MFA seen in the last ${VALIDATED_DAYS} days`,
    step: 'Sign in once with the account, as soon as it has a passkey or certificate.',
  },
} as const satisfies Record<BreakGlassCheck['check'], { readonly label: string; readonly step: string }>;

export const READY = 'Ready: it meets each of these recommendations.';

export type Lack = { readonly sentence: string; readonly step: string };

/** The checks that an account fails: a sentence for each, and a sentence with the fix. */
export function lacksInWords(
  checks: readonly BreakGlassCheck[],
  showTime: (iso: string) => string,
): readonly Lack[] {
  return checks.filter(({ result }) => result === 'notMet').map((check) => lackInWords(check, showTime));
}

function lackInWords(check: BreakGlassCheck, showTime: (iso: string) => string): Lack {
  switch (check.check) {
    case 'found':
      return {
        sentence: 'The directory has no such user.',
        step: 'Correct the setting BREAK_GLASS_ACCOUNTS.',
      };
    case 'enabled':
      return { sentence: 'It is disabled.', step: 'Enable it.' };
    case 'strongMethod':
      return {
        sentence: 'It has no passkey or certificate that policy allows.',
        step: ADVICE_WORDS.enablePasskey.sentence,
      };
    case 'cloudOnly':
      return check.isSynced
        ? {
            sentence: 'It comes from an on-premises directory.',
            step: 'Replace it with a cloud-only account.',
          }
        : {
            sentence: `Its name is in the domain ${plainText(check.domain ?? '', 80)}, which may be or become federated.`,
            step: "Rename it to the tenant's onmicrosoft domain.",
          };
    case 'globalAdministrator':
      return {
        sentence: HELD[check.held ?? 'none'],
        step: 'Assign Global Administrator to it, active and permanent.',
      };
    case 'excluded':
      return { sentence: lockoutInWords(check.policies), step: 'Exclude it.' };
    case 'validated':
      return {
        sentence:
          check.lastMfa === null
            ? `No MFA of it was seen in the last ${VALIDATED_DAYS} days.`
            : `Its last MFA was on ${showTime(check.lastMfa)}.`,
        step: ADVICE_WORDS.validateBreakGlass.sentence,
      };
  }
}

const HELD = {
  permanent: 'It holds Global Administrator.',
  temporary: 'It holds Global Administrator only for a time.',
  eligible: 'It has to activate Global Administrator before it can help.',
  none: 'It does not hold Global Administrator.',
} as const;

const MOST_POLICIES = 5;

function lockoutInWords(policies: readonly string[]): string {
  const names = policies.slice(0, MOST_POLICIES).map((name) => plainText(name, 100));
  const more = policies.length - names.length;
  const rest = more > 0 ? ` and ${counted(more, 'other')}` : '';
  return `${counted(policies.length, 'policy', 'policies')} could lock it out: ${names.join(', ')}${rest}.`;
}

/** `null` if everything is known. */
export function notKnownInWords(checks: readonly BreakGlassCheck[]): string | null {
  const what = checks.filter(({ result }) => result === 'notKnown').map(({ check }) => NOT_KNOWN[check]);
  return what.length === 0 ? null : `Not known: ${what.join(', ')}.`;
}

const NOT_KNOWN = {
  found: 'whether it exists',
  enabled: 'whether it is enabled',
  strongMethod: 'its methods',
  cloudOnly: 'whether it is cloud-only',
  globalAdministrator: 'how it holds Global Administrator',
  excluded: 'which policies could lock it out',
  validated: 'when it last did MFA',
} as const satisfies Record<BreakGlassCheck['check'], string>;
