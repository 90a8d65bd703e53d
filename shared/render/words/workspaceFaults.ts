import type { WorkspaceCode, WorkspaceFault } from '../../domain/fault';
import type { WorkspaceUnread } from '../../domain/problem';
import type { Words } from './access';
import { inBrackets } from './serviceFaults';

export function workspaceFaultInWords(fault: WorkspaceFault): string {
  return `${SENTENCES[fault.code]}${inBrackets(fault)}. ${FIXES[fault.code]}`;
}

const SENTENCES = {
  forbidden: 'The Log Analytics workspace does not let the identity read the sign-in log',
  unauthorized: 'Log Analytics does not know the identity',
  notFound: 'There is no Log Analytics workspace with this id',
  noTable: 'The Log Analytics workspace has no table of sign-ins',
  throttled: 'Log Analytics asks for a longer wait than this run may take',
  outOfTime: 'This run has no time left',
  unavailable: 'Log Analytics cannot be reached or has a fault',
  timedOut: 'Log Analytics took too long',
  tooBig: 'Log Analytics has more sign-ins than MFA Watch reads at once',
  partial: 'Log Analytics returned only a part of the sign-ins',
  badRequest: 'Log Analytics does not accept the query',
  badAnswer: 'The answer is not as Log Analytics documents it',
  tooLarge: 'The answer of Log Analytics is larger than MFA Watch reads at once',
} as const satisfies Record<WorkspaceCode, string>;

/**
 * The role: https://learn.microsoft.com/azure/azure-monitor/logs/manage-access (read 2026-11-30). New assignments may take up to
 * an hour: https://learn.microsoft.com/azure/azure-monitor/logs/api/timeouts (read 2026-11-30)
 */
const ROLE =
  'Grant the identity "Log Analytics Data Reader" on the workspace of LOG_ANALYTICS_WORKSPACE_ID. The role may take up to an hour to work.';
const WORKSPACE =
  'Check that LOG_ANALYTICS_WORKSPACE_ID is the workspace id (a GUID, on the Overview page of the workspace), and check AZURE_CLOUD.';
const EXPORT =
  'In Entra, under Monitoring, Diagnostic settings, send SignInLogs and NonInteractiveUserSignInLogs to this workspace. The first sign-ins may take up to 3 days to arrive.';

const FIXES = {
  forbidden: ROLE,
  unauthorized:
    'Check that the identity (AZURE_CLIENT_ID) belongs to this tenant, and check AZURE_CLOUD and LOG_ANALYTICS_ENDPOINT.',
  notFound: WORKSPACE,
  noTable: EXPORT,
  throttled: 'The next run continues. Look for another heavy user of the workspace.',
  outOfTime: 'The next run continues.',
  unavailable: 'Try again later. If the problem stays, check LOG_ANALYTICS_ENDPOINT and the network.',
  timedOut: 'The next run tries again with a shorter span.',
  tooBig: 'The next run tries again with a shorter span.',
  partial: 'The next run tries again with a shorter span.',
  badRequest: 'Upgrade MFA Watch. If the problem stays, report it to the project.',
  badAnswer: 'Check LOG_ANALYTICS_ENDPOINT, and that no proxy answers instead.',
  tooLarge:
    'The next run tries again with a shorter span. If the problem stays, check LOG_ANALYTICS_ENDPOINT, and that no proxy answers instead.',
} as const satisfies Record<WorkspaceCode, string>;

/** A workspace that gives out no sign-ins until somebody fixes it. */
export function workspaceUnreadInWords(why: WorkspaceUnread): Words {
  return { sentence: `${SENTENCES[why]}.`, mend: FIXES[why] };
}
