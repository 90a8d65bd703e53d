import type { Unread } from '../../shared/domain/coverage/policy';
import { plainText } from '../../shared/domain/plainText';
import { counted, inDigits } from '../../shared/render/words/counted';
import type { PolicyRemark } from '../policy/policyRemark';
import { skipInWords } from './files';
import { policyFileFaultInWords } from './policyFile';

export function policyRemarkInWords(remark: PolicyRemark): string {
  switch (remark.code) {
    case 'unread':
      return `${quotedFew(remark.policies)}: ${unreadInWords(remark.unread)}`;
    case 'onePage':
      return `${remark.file}: it is one page of several. Give the others too.`;
    case 'deletedLeftOut':
      return `${remark.file}: ${counted(remark.policies, 'deleted policy', 'deleted policies')} left out: a deleted policy enforces nothing until it is restored.`;
    case 'repeated':
      return `${quotedFew([...new Set(remark.policies)])}: given more than once. The last one counts.`;
    case 'skipped':
      return `${remark.file} skipped: ${policyFileFaultInWords(remark.because)}`;
    case 'passedOver':
      return `${remark.file} skipped: ${skipInWords(remark.file, remark.skip)}`;
    case 'notReadable':
      return remark.error.message;
    case 'moreSkipped':
      return `${counted(remark.files, 'more file')} in ${remark.folder} skipped.`;
    case 'breakGlassByName':
      return `BREAK_GLASS_ACCOUNTS: put the user id of ${remark.account} into the closing policy, which takes no names.`;
    case 'noBreakGlass':
      return 'The closing policy excludes nobody. Add the user ids of your break-glass accounts to BREAK_GLASS_ACCOUNTS.';
    case 'notLicensed':
      return 'The tenant has no licence for Conditional Access, and so no policies.';
    case 'securityDefaultsUnknown':
      return 'Graph does not say whether security defaults are on. Add --security-defaults on or off.';
    case 'closingWritten':
      return `${remark.path} holds the policy that would close the gaps, report-only.`;
    case 'closingNotNeeded':
      return `${remark.path} was not written: there is nothing to close.`;
    case 'nothingToCreate':
      return 'Nothing was created: there is nothing to close.';
    case 'notConfirmed':
      return 'Nothing was created.';
    case 'created':
      return `Created ${remark.id}, report-only. Check in the portal which users it would stop, then turn it on there.`;
    case 'mayBeCreated':
      return 'The policy may have been created anyway. Look in the portal before you try again.';
  }
}

function unreadInWords({ what, name }: Unread): string {
  const part = plainText(name, 100);
  switch (what) {
    case 'member':
      return `${part} could not be read. The policy may leave anyone out.`;
    case 'guestTenants':
      return `the tenants of ${part} are missing (PowerShell loses them). They count as any tenant if excluded, as none if included.`;
    case 'guestTypes':
      return `the types of ${part} are missing. They count as all guests if excluded, as none if included.`;
    case 'app':
      return `the app “${part}” is neither an id nor a known group of apps. It counts as any app if excluded, as none if included.`;
    case 'strength':
      return `the policy does not say which methods the authentication strength ${part} requires. It is not counted as MFA.`;
    case 'state':
      return `the state “${part}” is not known. The policy counts as off.`;
  }
}

const MOST_NAMED = 3;

/** Names from the tenant, in quotation marks. */
export function quotedFew(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `“${plainText(name, 100)}”`);
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${inDigits(left)} more` : shown.join(', ');
}
