import type { MandateSeen } from '../../domain/account/mandated';
import { dayOf } from '../../domain/finding/finding';
import { plainText } from '../../domain/plainText';
import type { Requirement } from '../../domain/requirement/requirement';
import { counted } from './counted';

/** Who required MFA, each as a part of a sentence. */
export function requirersInWords(requirements: readonly Requirement[]): readonly string[] {
  return requirements.map(requirerInWords);
}

function requirerInWords({ source, name }: Requirement): string {
  switch (source) {
    case 'mandate':
      return "Microsoft's mandatory MFA";
    case 'policy':
      return name === null
        ? 'a Conditional Access policy'
        : `Conditional Access policy “${plainText(name, 100)}”`;
    case 'securityDefaults':
      return 'security defaults';
    case 'perUserMfa':
      return 'per-user MFA';
    case 'riskPolicy':
      return 'a risk policy of Entra ID Protection';
    case 'other':
      return name === null ? 'another requirement' : `another requirement, “${plainText(name, 100)}”`;
  }
}

/** One sentence; `null` if the record names nobody. */
export function requiredByInWords(requirements: readonly Requirement[]): string | null {
  return requirements.length === 0 ? null : `Required by ${requirersInWords(requirements).join(', ')}.`;
}

/** What the log shows of Microsoft's mandate: it needs no role in Azure. */
export function mandateInWords({ times, isAtLeast, accounts, first }: MandateSeen): string {
  const number = `${isAtLeast ? 'at least ' : ''}${counted(times, 'sign-in')}`;
  return `The sign-in log shows that Microsoft's mandate required MFA for ${number} of ${counted(accounts, 'account')} in the last 14 days, first on ${dayOf(first)}.`;
}
