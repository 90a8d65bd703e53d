import { isObject, type JsonObject } from '../../shared/decode/fields';
import { has, otherLog } from '../../shared/decode/otherLog';
import { isStepRow } from '../../shared/decode/portalCsv';
import { isLost } from '../../shared/decode/powerShell';
import { JUDGED_COLUMNS } from '../../shared/domain/verdict/judged';

/** What a file is that cannot be judged, and which command or click gives the right one: the end of a sentence. */
export type OtherFile = {
  /** `unjudgeable`: it holds sign-ins, without what decides. `portalSteps`: it holds what decides, without the sign-ins. */
  readonly kind: 'noSignIns' | 'unjudgeable' | 'portalSteps';
  readonly hint: string;
};

const EXPORT_SIGN_INS = 'export the sign-in log of the Entra admin center (Sign-in logs > Download > JSON)';

/** The kinds of files that people take for the sign-in log, each by fields that all its records have. */
const KINDS: readonly { readonly fields: readonly string[]; readonly hint: string }[] = [
  {
    fields: ['auditData', 'recordId'],
    hint: `it is a Purview audit search, the Microsoft 365 audit log, which does not say how somebody signed in: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['workload', 'operation'],
    hint: `it is the Microsoft 365 audit log (Purview), which does not say how somebody signed in: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['officeWorkload', 'operation'],
    hint: 'it is the Microsoft 365 audit log (OfficeActivity), which does not say how somebody signed in: query SigninLogs and AADNonInteractiveUserSignInLogs',
  },
  {
    fields: ['grantControls', 'conditions'],
    hint: 'it holds Conditional Access policies: give it to "mfa-watch policy"',
  },
  {
    fields: ['activityDateTime', 'activityDisplayName'],
    hint: `it is the Entra audit log, which records changes: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['initiatedBy', 'targetResources'],
    hint: 'it is the Entra audit log (AuditLogs), which records changes: query SigninLogs and AADNonInteractiveUserSignInLogs',
  },
  {
    fields: ['service', 'activity', 'result'],
    hint: `it is the download of the Entra audit log, which records changes: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['riskEventType'],
    hint: `it holds risk detections, which do not say how somebody signed in: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['riskLastUpdatedDateTime'],
    hint: `it is the list of risky users: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['requestUri', 'requestMethod'],
    hint: `it is the log of Microsoft Graph requests (MicrosoftGraphActivityLogs): ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['operationName', 'caller', 'eventTimestamp'],
    hint: `it is the Azure Activity Log, which records changes to Azure resources: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['operation name', 'event initiated by'],
    hint: `it is the download of the Azure Activity Log, which records changes to Azure resources: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['mfaStatus', 'userPrincipalName'],
    hint: `it is a report on registered methods, not a log of sign-ins: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['isMfaRegistered'],
    hint: `it is the report on registered authentication methods, not a log of sign-ins: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['successfulSignInCount'],
    hint: `it is a summary of sign-ins per app, not the log: ${EXPORT_SIGN_INS}`,
  },
  {
    fields: ['displayName', 'userPrincipalName'],
    hint: `it is a list of users: ${EXPORT_SIGN_INS}`,
  },
];

const STEPS_ALONE =
  'it is one of the two files of a portal download, the one with the authentication details: give it together with the other, InteractiveSignIns_….csv';
const DEFENDER =
  'they are rows of Defender (EntraIdSignInEvents, before AADSignInEventsBeta), which lack the authentication details: query SigninLogs and AADNonInteractiveUserSignInLogs instead';
const LOST_VALUES =
  'PowerShell wrote type names or cut text in place of nested values: export again with "ConvertTo-Json -Depth 9 | Set-Content signins.json", not with Export-Csv';
const OWN_RESULT = 'it is a result of mfa-watch: give the log that it was made from';

/**
 * @param raw a record of the file, or its columns under their own names
 * @returns `null` when it is of no kind that is known
 */
export function otherFile(raw: unknown): OtherFile | null {
  if (!isObject(raw)) return null;
  if (isStepRow(raw)) return { kind: 'portalSteps', hint: STEPS_ALONE };
  const hint = hintOf(raw);
  if (hint !== null) return { kind: 'noSignIns', hint };
  const log = otherLog(raw);
  return log === null
    ? null
    : { kind: 'noSignIns', hint: `it holds another log (${log}): ${EXPORT_SIGN_INS}` };
}

/** What keeps sign-ins from being judged, though the file holds them. */
export function unjudgeable(raw: unknown): OtherFile | null {
  if (!isObject(raw)) return null;
  const hint = ['accountUpn', 'accountObjectId', 'errorCode'].every((name) => has(raw, name))
    ? DEFENDER
    : [raw.status, raw.Status, raw.authenticationDetails, raw.AuthenticationDetails].some(isLost)
      ? LOST_VALUES
      : null;
  return hint === null ? null : { kind: 'unjudgeable', hint };
}

function hintOf(raw: JsonObject): string | null {
  if (JUDGED_COLUMNS.every((name) => name in raw)) return OWN_RESULT;
  if (isObject(raw.summary) && 'byVerdict' in raw.summary) return OWN_RESULT;
  return graphError(raw) ?? KINDS.find(({ fields }) => fields.every((name) => has(raw, name)))?.hint ?? null;
}

/** https://learn.microsoft.com/graph/errors (read 2026-11-29) */
const GRAPH_ERRORS: readonly { readonly code: RegExp; readonly fix: string }[] = [
  {
    code: /NonPremiumTenant/i,
    fix: 'the tenant has no Entra ID P1, which Graph requires: download the log in the Entra admin center, which does not',
  },
  {
    code: /Denied|Forbidden|PermissionMissing|InsufficientAccess/i,
    fix: 'grant AuditLog.Read.All and a role that may read sign-ins (Reports Reader), and export again',
  },
  {
    code: /Token|Unauth|Authentication|ExpiredAuth|invalid_grant|interaction_required/i,
    fix: 'sign in again, and export again',
  },
  { code: /TooMany|Throttl|Timeout|Unavailable/i, fix: 'wait some minutes, and export again' },
];

function graphError(raw: JsonObject): string | null {
  const code = errorCodeOf(raw)?.slice(0, 100);
  if (code === undefined) return null;
  const fix =
    GRAPH_ERRORS.find((known) => known.code.test(code))?.fix ?? 'fix what it says, and export again';
  return `it is an error answer (${code}): ${fix}`;
}

/** As Graph and Azure write errors, and as the sign-in endpoint does. */
function errorCodeOf(raw: JsonObject): string | null {
  const error = raw.error ?? raw['odata.error'];
  if (isObject(error) && typeof error.code === 'string') return error.code;
  return typeof error === 'string' && raw.error_description !== undefined ? error : null;
}
