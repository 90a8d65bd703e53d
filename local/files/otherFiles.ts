import { isObject, type JsonObject } from '../../shared/decode/fields';
import { has, otherLog } from '../../shared/decode/otherLog';
import { isStepRow } from '../../shared/decode/portalCsv';
import { isLost } from '../../shared/decode/powerShell';
import { JUDGED_COLUMNS } from '../../shared/domain/verdict/judged';
import type { ErrorAnswer, FileProblem, OtherContent, OtherKind, Unjudgeable } from './fileProblem';

/** Each kind by fields that all its records have. The first that fits counts. */
const KINDS: readonly { readonly kind: OtherKind; readonly fields: readonly string[] }[] = [
  { kind: 'purviewSearch', fields: ['auditData', 'recordId'] },
  { kind: 'purviewLog', fields: ['workload', 'operation'] },
  { kind: 'officeActivity', fields: ['officeWorkload', 'operation'] },
  { kind: 'policies', fields: ['grantControls', 'conditions'] },
  { kind: 'auditLog', fields: ['activityDateTime', 'activityDisplayName'] },
  { kind: 'auditLogRows', fields: ['initiatedBy', 'targetResources'] },
  { kind: 'auditLogDownload', fields: ['service', 'activity', 'result'] },
  { kind: 'riskDetections', fields: ['riskEventType'] },
  { kind: 'riskyUsers', fields: ['riskLastUpdatedDateTime'] },
  { kind: 'graphRequests', fields: ['requestUri', 'requestMethod'] },
  { kind: 'activityLog', fields: ['operationName', 'caller', 'eventTimestamp'] },
  { kind: 'activityLogDownload', fields: ['operation name', 'event initiated by'] },
  { kind: 'mandateReport', fields: ['mfaStatus', 'userPrincipalName'] },
  { kind: 'methodsReport', fields: ['isMfaRegistered'] },
  { kind: 'signInSummary', fields: ['successfulSignInCount'] },
  { kind: 'users', fields: ['displayName', 'userPrincipalName'] },
];

/**
 * Why a file with such a record holds no sign-ins.
 *
 * @param raw a record of the file, or its columns under their own names
 */
export function noSignInsIn(raw: unknown): FileProblem {
  return isPortalStep(raw) ? { code: 'portalSteps' } : { code: 'notRecords', content: otherContent(raw) };
}

/** @returns `null` if it is of no kind that is known */
export function otherContent(raw: unknown): OtherContent | null {
  if (!isObject(raw)) return null;
  if (isOwnResult(raw)) return { code: 'ownResult' };
  const errorCode = errorCodeOf(raw)?.slice(0, 100);
  if (errorCode !== undefined) return { code: 'errorAnswer', errorCode, because: causeOf(errorCode) };
  const found = KINDS.find(({ fields }) => fields.every((name) => has(raw, name)));
  if (found !== undefined) return { code: found.kind };
  const log = otherLog(raw);
  return log === null ? null : { code: 'otherLog', log };
}

/** A row of the portal's second CSV file: it holds what decides, without the sign-ins. */
export function isPortalStep(raw: unknown): boolean {
  return isObject(raw) && isStepRow(raw);
}

/** Why sign-ins cannot be judged; `null` if they can, or if it is not a sign-in. */
export function unjudgeable(raw: unknown): Unjudgeable | null {
  if (!isObject(raw)) return null;
  if (['accountUpn', 'accountObjectId', 'errorCode'].every((name) => has(raw, name))) return 'defenderTable';
  const nested = [raw.status, raw.Status, raw.authenticationDetails, raw.AuthenticationDetails];
  return nested.some(isLost) ? 'lostValues' : null;
}

/** @param beginning the first characters of a file that is neither JSON nor CSV with columns of sign-ins */
export function contentBeginningWith(beginning: string): OtherContent | null {
  if (beginning.startsWith('<')) return { code: 'webPage' };
  return beginning.startsWith('PK') ? { code: 'zip' } : null;
}

function isOwnResult(raw: JsonObject): boolean {
  if (JUDGED_COLUMNS.every((name) => name in raw)) return true;
  return isObject(raw.summary) && 'byVerdict' in raw.summary;
}

/** https://learn.microsoft.com/graph/errors (read 2026-11-29) */
const ERROR_CODES: readonly { readonly code: RegExp; readonly because: ErrorAnswer }[] = [
  { code: /NonPremiumTenant/i, because: 'notLicensed' },
  { code: /Denied|Forbidden|PermissionMissing|InsufficientAccess/i, because: 'notPermitted' },
  {
    code: /Token|Unauth|Authentication|ExpiredAuth|invalid_grant|interaction_required/i,
    because: 'notSignedIn',
  },
  { code: /TooMany|Throttl|Timeout|Unavailable/i, because: 'tooBusy' },
];

function causeOf(errorCode: string): ErrorAnswer {
  return ERROR_CODES.find(({ code }) => code.test(errorCode))?.because ?? 'other';
}

/** As Graph and Azure write errors, and as the sign-in endpoint does. */
function errorCodeOf(raw: JsonObject): string | null {
  const error = raw.error ?? raw['odata.error'];
  if (isObject(error) && typeof error.code === 'string') return error.code;
  return typeof error === 'string' && raw.error_description !== undefined ? error : null;
}
