import { FieldError } from './fieldError';
import { isAbsent, isObject, type JsonObject } from './fields';
import type { GraphFields } from './graphFields';
import { fromLogAnalytics } from './logAnalytics';
import { fromPortalCsv, PORTAL_ID_COLUMN } from './portalCsv';

/** A record of any source under Graph's names, and what some sources say beside it. */
export type GraphForm = { readonly fields: GraphFields; readonly envelope: Envelope };

type Envelope = {
  /** The error code where `status` is missing. */
  readonly resultType?: unknown;
  readonly category?: unknown;
  readonly correlationId?: unknown;
  readonly callerIpAddress?: unknown;
};

const NO_ENVELOPE: Envelope = {};

/**
 * Recognises the form of a record by its own keys.
 *
 * @throws FieldError when it is not an object
 */
export function graphForm(raw: unknown): GraphForm {
  if (!isObject(raw)) throw new FieldError('record', 'not an object');
  if (raw.createdDateTime !== undefined) return { fields: raw, envelope: NO_ENVELOPE };
  if (isObject(raw.properties)) return { fields: raw.properties, envelope: raw };
  if (raw[PORTAL_ID_COLUMN] !== undefined) return { fields: fromPortalCsv(raw), envelope: NO_ENVELOPE };
  if (isLogAnalytics(raw)) {
    return {
      fields: fromLogAnalytics(raw),
      envelope: { resultType: raw.ResultType, category: raw.Category },
    };
  }
  return { fields: raw, envelope: NO_ENVELOPE };
}

function isLogAnalytics(raw: JsonObject): boolean {
  return ['Id', 'ResultType', 'AppId', 'UserId', 'CreatedDateTime'].some(
    (column) => raw[column] !== undefined,
  );
}

/** Fields that a sign-in has and that other exports of Entra (users, apps, audit log, policies) mostly do not. */
const TELLING_FIELDS = ['status', 'userId', 'ipAddress', 'isInteractive', 'authenticationDetails'] as const;

/** Whether a record is meant to be a sign-in, even one that cannot be decoded. */
export function looksLikeSignIn(raw: unknown): boolean {
  if (!isObject(raw)) return false;
  const { fields, envelope } = graphForm(raw);
  return !isAbsent(envelope.resultType) || TELLING_FIELDS.some((name) => !isAbsent(fields[name]));
}
