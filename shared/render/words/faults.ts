import type { Failure, Fault, NoRecipients, WatchFault } from '../../domain/fault';
import { utcText } from '../../domain/time';
import { IDENTITY_UNKNOWN, missingPermissionInWords } from './access';
import { counted } from './counted';
import { logOf } from './logOf';
import { mailFaultInWords } from './mailFaults';
import { armFaultInWords, graphFaultInWords, tablesFaultInWords } from './serviceFaults';
import { workspaceFaultInWords } from './workspaceFaults';

/** What went wrong and what to do, in plain sentences. */
export function faultInWords(fault: Fault): string {
  switch (fault.system) {
    case 'graph':
      return graphFaultInWords(fault);
    case 'arm':
      return armFaultInWords(fault);
    case 'workspace':
      return workspaceFaultInWords(fault);
    case 'tables':
      return tablesFaultInWords(fault);
    case 'watch':
      return watchFaultInWords(fault);
  }
}

/**
 * The same of any failure.
 *
 * @param functionName the function whose log has the rest
 */
export function failureInWords(failure: Failure, functionName: string): string {
  switch (failure.system) {
    case 'unknown':
      return `Unexpected error; see ${logOf(functionName)}.`;
    case 'earlierVersion':
      return asSentence(failure.sentence);
    case 'graph':
    case 'arm':
    case 'workspace':
    case 'tables':
    case 'watch':
      return faultInWords(failure);
  }
}

function watchFaultInWords(fault: WatchFault): string {
  switch (fault.code) {
    case 'badSettings':
      return `Settings to fix: ${fault.problems.join('; ')}.`;
    case 'severalUsers':
      return `${counted(fault.userIds.length, 'user')} have this address. Ask for one of them by id (${fault.userIds.join(', ')}).`;
    case 'formatChanged':
      return `${fault.rejected} of ${counted(fault.records, 'sign-in record')} could not be read. See the table Rejects, and upgrade MFA Watch.`;
    case 'unreadable':
      return `The sign-in log from ${utcText(fault.from)} to ${utcText(fault.to)} cannot be read. ${failureInWords(fault.why, 'pollSignIns')}`;
    case 'tooLong':
      return 'Even this short slice of the log is more than a run can read. Check that no proxy answers in place of Microsoft; if none does, report this to the project.';
    case 'noRecipients':
      return `The mail has no recipient. ${noRecipientsInWords(fault.why)}`;
    case 'notSent':
      return mailFaultInWords(fault.mail);
    case 'gaveUp':
      return `MFA Watch tried ${counted(fault.tries, 'time')} to send the mail of ${fault.localDay}. ${fault.last === null ? '' : failureInWords(fault.last, 'sendDigest')}`.trim();
  }
}

function noRecipientsInWords(why: NoRecipients): string {
  switch (why.kind) {
    case 'noAddress':
      return 'No Global Administrator has a mail address, and DIGEST_RECIPIENTS is empty.';
    case 'missingPermission': {
      const { sentence, mend } = missingPermissionInWords(why.permission, null);
      return `${sentence} ${mend}`;
    }
    case 'identityUnknown':
      return `${IDENTITY_UNKNOWN.sentence} ${IDENTITY_UNKNOWN.mend}`;
  }
}

/** With one full stop, however it came. */
function asSentence(text: string): string {
  return `${text.replace(/[.\s]+$/, '')}.`;
}
