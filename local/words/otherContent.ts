import type { ErrorAnswer, OtherContent } from '../files/fileProblem';

const EXPORT = 'Export the sign-in log in the Entra admin center (Sign-in logs > Download > JSON).';
const QUERY = 'Query SigninLogs and AADNonInteractiveUserSignInLogs.';
const NOT_HOW = 'does not say how anyone signed in';

/** The content of a file that is not a sign-in log, and the command or click that gives the log. */
export function otherContentInWords(content: OtherContent): string {
  switch (content.code) {
    case 'purviewSearch':
      return `It is a Purview audit search (Microsoft 365 audit log), which ${NOT_HOW}. ${EXPORT}`;
    case 'purviewLog':
      return `It is the Microsoft 365 audit log (Purview), which ${NOT_HOW}. ${EXPORT}`;
    case 'officeActivity':
      return `It is the Microsoft 365 audit log (OfficeActivity), which ${NOT_HOW}. ${QUERY}`;
    case 'policies':
      return 'It holds Conditional Access policies. Give it to "mfa-watch policy".';
    case 'auditLog':
      return `It is the Entra audit log, which records changes. ${EXPORT}`;
    case 'auditLogRows':
      return `It is the Entra audit log (AuditLogs), which records changes. ${QUERY}`;
    case 'auditLogDownload':
      return `It is the download of the Entra audit log, which records changes. ${EXPORT}`;
    case 'riskDetections':
      return `It is a list of risk detections, which ${NOT_HOW}. ${EXPORT}`;
    case 'riskyUsers':
      return `It is the list of risky users. ${EXPORT}`;
    case 'graphRequests':
      return `It is the log of requests to Microsoft Graph (MicrosoftGraphActivityLogs). ${EXPORT}`;
    case 'activityLog':
      return `It is the Azure Activity Log, which records changes to Azure resources. ${EXPORT}`;
    case 'activityLogDownload':
      return `It is the download of the Azure Activity Log, which records changes to Azure resources. ${EXPORT}`;
    case 'mandateReport':
      return `It is a report on registered methods, not a log of sign-ins. ${EXPORT}`;
    case 'methodsReport':
      return `It is the report on registered authentication methods, not a log of sign-ins. ${EXPORT}`;
    case 'signInSummary':
      return `It is a summary of sign-ins per app, not the log. ${EXPORT}`;
    case 'users':
      return `It is a list of users. ${EXPORT}`;
    case 'ownResult':
      return 'It is a result of mfa-watch. Give the log that it was made from.';
    case 'webPage':
      return 'It is a web page. Sign in, and export the sign-in log again.';
    case 'zip':
      return 'It is a zip archive or a workbook. Unpack it, or save it as CSV.';
    case 'otherLog':
      return `It is another log (${content.log}). ${EXPORT}`;
    case 'errorAnswer':
      return `It is an error answer (${content.errorCode}). ${errorAnswerInWords(content.because)}`;
  }
}

function errorAnswerInWords(because: ErrorAnswer): string {
  switch (because) {
    case 'notLicensed':
      return 'Graph requires Entra ID P1, which the tenant does not have. Download the log in the Entra admin center, which does not require it.';
    case 'notPermitted':
      return 'Grant AuditLog.Read.All and a role that may read sign-ins (Reports Reader), and export again.';
    case 'notSignedIn':
      return 'Sign in again, and export again.';
    case 'tooBusy':
      return 'Wait some minutes, and export again.';
    case 'other':
      return 'Fix the cause that it names, and export again.';
  }
}
