import type { AppIndex } from '../../domain/apps/enforcedApps';
import type { Reject } from '../../domain/signIn/reject';
import type { SignInVersion } from '../../domain/stream/version';
import { isObject, type JsonObject } from '../fields';
import { otherLog } from '../otherLog';
import { WORKLOAD_CATEGORIES } from '../principal';
import { decodeSignIn } from '../signIn';
import { utcTime } from '../utcTime';

/** Which sign-ins of a stream to keep: those that Graph is asked for, if Graph is the source. */
export type Wanted = { readonly apps: AppIndex; readonly includeNonInteractive: boolean };

export type StreamRecord =
  | { readonly kind: 'version'; readonly version: SignInVersion }
  /** Of another log, or of a workload identity. */
  | { readonly kind: 'otherLog' }
  /** A sign-in to an app and a resource that are not enforced, or one that the settings leave out. */
  | { readonly kind: 'unwanted' }
  | { readonly kind: 'rejected'; readonly reject: Reject };

const OTHER_LOG: StreamRecord = { kind: 'otherLog' };
const UNWANTED: StreamRecord = { kind: 'unwanted' };

const INTERACTIVE = 'SignInLogs';
const NON_INTERACTIVE = 'NonInteractiveUserSignInLogs';

/**
 * Decodes a record of a stream. Most records are none that is wanted: these are recognised by two or three fields.
 *
 * @returns never throws
 */
export function versionIn(record: unknown, wanted: Wanted): StreamRecord {
  if (isObject(record)) {
    const { category } = record;
    if (category === NON_INTERACTIVE ? !wanted.includeNonInteractive : isOther(record, category)) {
      return category === NON_INTERACTIVE ? UNWANTED : OTHER_LOG;
    }
    const fields = isObject(record.properties) ? record.properties : record;
    if (isElsewhere(fields, wanted.apps)) return UNWANTED;
  }
  const decoded = decodeSignIn(record);
  if (decoded.kind === 'otherLog') return OTHER_LOG;
  if (decoded.kind === 'rejected') return decoded;
  const { signIn } = decoded;
  if (signIn.principal === 'workload') return OTHER_LOG;
  if (signIn.interactive === false && !wanted.includeNonInteractive && !isOfInteractiveLog(record)) {
    return UNWANTED;
  }
  if (JSON.stringify(signIn).length > LONGEST) {
    return { kind: 'rejected', reject: { field: 'record', reason: 'too long', raw: JSON.stringify(record) } };
  }
  return { kind: 'version', version: { signIn, loggedAt: loggedAt(record) ?? signIn.createdDateTime } };
}

/**
 * A row holds 900 KiB, two bytes to a character of JSON, in which a control character takes six. The longest of Microsoft's records
 * come to a tenth of this. A version that no row can hold would be tried again and again, and keep the partition from moving on.
 */
const LONGEST = 400_000;
function isOther(record: JsonObject, category: unknown): boolean {
  if (category === INTERACTIVE) return false;
  if (typeof category === 'string' && WORKLOAD_CATEGORIES.includes(category)) return true;
  return otherLog(record) !== null;
}

/** Whether both app and resource are named, and neither is enforced. */
function isElsewhere({ appId, resourceId }: JsonObject, { byClient, byResource }: AppIndex): boolean {
  if (typeof appId !== 'string' || typeof resourceId !== 'string') return false;
  if (appId === '' || resourceId === '') return false;
  return !byClient.has(appId.toLowerCase()) && !byResource.has(resourceId.toLowerCase());
}

/** Old records of the interactive log say `isInteractive: false`. */
function isOfInteractiveLog(record: unknown): boolean {
  return isObject(record) && record.category === INTERACTIVE;
}

/**
 * The time of the envelope is one to three minutes after the sign-in: when the record reached the log.
 * https://github.com/SEKOIA-IO/intake-formats Azure/azure-ad/tests/sign-in_activity6.json, sign-in_activity8.json (read 2026-11-30)
 */
function loggedAt(record: unknown): string | null {
  if (!isObject(record) || typeof record.time !== 'string') return null;
  return utcTime(record.time, 'monthFirst');
}
