import { hasDottedColumns, withoutDots } from './dottedColumns';
import { FieldError } from './fieldError';
import { isAbsent, isObject, type JsonObject } from './fields';
import type { GraphFields } from './graphFields';
import { fromLogAnalytics } from './logAnalytics';
import { fromPortalCsv, PORTAL_ID_COLUMN } from './portalCsv';
import { fromGraphPowerShell, isGraphPowerShell } from './powerShell';

/** A record of any source under Graph's names, and the envelope that some sources put around it. */
export type GraphForm = {
  readonly name: FormName;
  readonly fields: GraphFields;
  readonly envelope: Envelope;
};

export type FormName = 'graph' | 'eventHub' | 'portalCsv' | 'powerShell' | 'logAnalytics';

type Envelope = {
  /** When the record reached the log: minutes after the sign-in. */
  readonly time?: unknown;
  /** The error code, if `status` is missing. */
  readonly resultType?: unknown;
  readonly category?: unknown;
  readonly correlationId?: unknown;
  readonly callerIpAddress?: unknown;
  /** The country alone. */
  readonly location?: unknown;
};

const NO_ENVELOPE: Envelope = {};

/**
 * Recognises the form of a record by its own keys.
 *
 * @throws FieldError if it is not an object
 */
export function graphForm(raw: unknown): GraphForm {
  if (!isObject(raw)) throw new FieldError('record', 'not an object');
  if (raw.status === undefined && hasDottedColumns(raw)) return graphForm(withoutDots(raw));
  if (raw.createdDateTime !== undefined) return { name: 'graph', fields: raw, envelope: NO_ENVELOPE };
  if (isObject(raw.properties)) return { name: 'eventHub', fields: raw.properties, envelope: raw };
  if (raw[PORTAL_ID_COLUMN] !== undefined) {
    return { name: 'portalCsv', fields: fromPortalCsv(raw), envelope: NO_ENVELOPE };
  }
  return capitalForm(raw) ?? { name: 'graph', fields: raw, envelope: NO_ENVELOPE };
}

/** The forms with field names that begin with a capital. */
function capitalForm(raw: JsonObject): GraphForm | null {
  const hasColumn = COLUMNS.some((column) => raw[column] !== undefined);
  if (!hasColumn) return null;
  if (isGraphPowerShell(raw)) {
    return { name: 'powerShell', fields: fromGraphPowerShell(raw), envelope: NO_ENVELOPE };
  }
  const time = raw.TimeGenerated ?? raw['TimeGenerated [UTC]'];
  const envelope = { time, resultType: raw.ResultType, category: raw.Category };
  return { name: 'logAnalytics', fields: fromLogAnalytics(raw), envelope };
}

const COLUMNS = ['Id', 'ResultType', 'AppId', 'UserId', 'CreatedDateTime', 'CreatedDateTime [UTC]'];

/** Fields that a sign-in has and that other exports of Entra (users, apps, audit log, policies) mostly do not. */
const TYPICAL_FIELDS = ['status', 'userId', 'ipAddress', 'isInteractive', 'authenticationDetails'] as const;

/** Whether a record is meant to be a sign-in, even one that cannot be decoded. */
export function looksLikeSignIn(raw: unknown): boolean {
  if (!isObject(raw)) return false;
  const { fields, envelope } = graphForm(raw);
  return !isAbsent(envelope.resultType) || TYPICAL_FIELDS.some((name) => !isAbsent(fields[name]));
}
