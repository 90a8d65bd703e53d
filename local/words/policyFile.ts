import { counted } from '../../shared/render/words/counted';
import type { PolicyFileFault } from '../policy/policyFileFault';

/** Read after the name of the file and a colon. */
export function policyFileFaultInWords(fault: PolicyFileFault): string {
  switch (fault.code) {
    case 'empty':
      return 'it is empty.';
    case 'notJson':
      return 'it is not JSON.';
    case 'damagedGzip':
      return 'the compressed data is damaged or cut short.';
    case 'noneInFolder':
      return `it holds no policies (${counted(fault.files, 'file')} found, hidden ones left out).`;
    case 'noPolicies':
      return 'it is neither a list, a page nor a policy.';
    case 'cutByPowerShell':
      return 'ConvertTo-Json wrote type names in place of the values that nest too deeply.';
    case 'graphError':
      return `it is an error of Graph (${fault.errorCode}), not a list of policies.`;
    case 'badField':
      return `${fault.place === '' ? '' : `${fault.place}: `}${fault.message}.`;
  }
}

const EXPORT = 'Export the answer of GET /v1.0/identity/conditionalAccess/policies, as JSON.';

export function policyFileFixInWords(fault: PolicyFileFault): string {
  switch (fault.code) {
    case 'empty':
    case 'notJson':
    case 'damagedGzip':
    case 'noneInFolder':
    case 'noPolicies':
      return EXPORT;
    case 'cutByPowerShell':
      return 'Export again with ConvertTo-Json -Depth 9.';
    case 'graphError':
      return graphErrorFix(fault.errorCode);
    case 'badField':
      return fault.isFlat ? 'If ConvertTo-Json wrote it, export again with ConvertTo-Json -Depth 9.' : EXPORT;
  }
}

function graphErrorFix(errorCode: string): string {
  if (/token|unauthenticated|invalid_grant/i.test(errorCode)) return 'Sign in again, then export again.';
  if (/denied|forbidden|unauthorized|permission/i.test(errorCode))
    return 'The sign-in that exported lacks Policy.Read.All: sign in with Connect-MgGraph -Scopes Policy.Read.All, then export again.';
  return 'Export again.';
}
