import type { Reject } from '../domain/signIn/reject';
import {
  DECIDING_FIELDS,
  type DecidingField,
  type Requirement,
  type SignIn,
  type UserType,
} from '../domain/signIn/signIn';
import { readAppliedPolicies } from './appliedPolicies';
import { readDevice, readPlace } from './deviceAndPlace';
import { FieldError } from './fieldError';
import { isAbsent, type JsonObject, readFlag, readId, readInteger, readObject, readText } from './fields';
import { type GraphForm, graphForm } from './form';
import { graphProtocol, graphTokenIssuer, plainWord } from './graphEnums';
import { otherLog } from './otherLog';
import { interactiveBy, principalOf, readEventTypes } from './principal';
import type { DateOrder } from './regionalTime';
import { readRequirementPolicies } from './requirementPolicies';
import { earliestStepTime, readSteps } from './steps';
import { utcTime } from './utcTime';

export type Decoded =
  | { readonly kind: 'signIn'; readonly signIn: SignIn }
  /** A whole record of another log, with the name of that log: streams and archives mix them. */
  | { readonly kind: 'otherLog'; readonly log: string }
  | { readonly kind: 'rejected'; readonly reject: Reject };

/**
 * Decodes one record of the sign-in log in any form: Graph, the portal's JSON or CSV download, PowerShell, Log
 * Analytics, Event Hub. The record's own keys give its form.
 *
 * @returns if a record cannot be decoded, the first bad field, as Graph spells it; never throws for JSON
 */
export const decodeSignIn = signInDecoder(null);

/**
 * The same for the records of a file.
 *
 * @param dateOrder the order of all its dates; `null` if each must show by itself which number is the day
 */
export function signInDecoder(dateOrder: DateOrder | null): (raw: unknown) => Decoded {
  return (raw) => {
    const log = otherLog(raw);
    if (log !== null) return { kind: 'otherLog', log };
    try {
      return { kind: 'signIn', signIn: signInOf(graphForm(raw), dateOrder) };
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      return { kind: 'rejected', reject: { field: error.field, reason: error.reason, raw: jsonText(raw) } };
    }
  };
}

function signInOf(form: GraphForm, dateOrder: DateOrder | null): SignIn {
  const { fields, envelope } = form;
  const id = readId(fields.id, 'id');
  if (id === null) throw new FieldError('id', 'missing');
  const eventTypes = readEventTypes(fields.signInEventTypes);
  const category = typeof envelope.category === 'string' ? envelope.category : null;
  const status = readObject(fields.status, 'status') ?? {};
  const { reportOnlyStops, customControls, mfaPolicies } = readAppliedPolicies(
    fields.appliedConditionalAccessPolicies,
  );
  const device = readDevice(fields.deviceDetail);
  const place = readPlace(fields.location ?? envelope.location);
  return {
    id,
    createdDateTime: readTime(form, dateOrder),
    correlationId: readId(fields.correlationId ?? envelope.correlationId, 'correlationId'),
    sessionId: readId(fields.sessionId, 'sessionId'),
    principal: principalOf(fields, eventTypes, category),
    userId: readId(fields.userId, 'userId'),
    userPrincipalName: readText(fields.userPrincipalName, 'userPrincipalName'),
    userDisplayName: readText(fields.userDisplayName, 'userDisplayName'),
    userType: readUserType(fields.userType),
    homeTenantId: readId(fields.homeTenantId, 'homeTenantId'),
    resourceTenantId: readId(fields.resourceTenantId, 'resourceTenantId'),
    crossTenantAccessType: readWord(fields.crossTenantAccessType, 'crossTenantAccessType'),
    appId: readId(fields.appId, 'appId'),
    appDisplayName: readText(fields.appDisplayName, 'appDisplayName'),
    resourceId: readId(fields.resourceId, 'resourceId'),
    resourceDisplayName: readText(fields.resourceDisplayName, 'resourceDisplayName'),
    interactive: readFlag(fields.isInteractive, 'isInteractive') ?? interactiveBy(eventTypes, category),
    clientAppUsed: readText(fields.clientAppUsed, 'clientAppUsed'),
    userAgent: readText(fields.userAgent, 'userAgent'),
    browser: device.browser,
    operatingSystem: device.operatingSystem,
    city: place.city,
    countryOrRegion: place.countryOrRegion,
    authenticationProtocol: graphProtocol(readText(fields.authenticationProtocol, 'authenticationProtocol')),
    ipAddress: readText(fields.ipAddress ?? envelope.callerIpAddress, 'ipAddress'),
    errorCode: readErrorCode(status.errorCode, envelope.resultType),
    failureReason: readText(status.failureReason, 'status.failureReason'),
    additionalDetails: readText(status.additionalDetails, 'status.additionalDetails'),
    authenticationRequirement: readRequirement(fields.authenticationRequirement),
    steps: readSteps(fields.authenticationDetails),
    missingFields: missingFrom(fields, status),
    requirementPolicies: readRequirementPolicies(fields.authenticationRequirementPolicies),
    mfaPolicies,
    customControls,
    reportOnlyStops,
    tokenIssuerType: graphTokenIssuer(readText(fields.tokenIssuerType, 'tokenIssuerType')),
  };
}

const NONE_MISSING: readonly DecidingField[] = [];
const NO_STEPS: readonly DecidingField[] = ['authenticationDetails'];

/** A success often comes without `additionalDetails`. If it has its steps, the record still holds everything that the source knows. */
function missingFrom(
  { authenticationDetails }: GraphForm['fields'],
  status: JsonObject,
): readonly DecidingField[] {
  if (authenticationDetails !== undefined) return NONE_MISSING;
  return status.additionalDetails === undefined ? DECIDING_FIELDS : NO_STEPS;
}

/**
 * Some exports lack the time of the sign-in. The first step is taken within seconds of it, and the record reaches the log within
 * minutes.
 */
function readTime({ fields, envelope, name }: GraphForm, dateOrder: DateOrder | null): string {
  const { createdDateTime, authenticationDetails } = fields;
  if (!isAbsent(createdDateTime)) return timeOf(createdDateTime, dateOrder);
  const stepTime = earliestStepTime(authenticationDetails);
  if (stepTime !== null) return stepTime;
  if (isAbsent(envelope.time)) throw new FieldError('createdDateTime', 'missing');
  // Microsoft's services write envelopes, always in the order of the United States. Rows have the order of somebody's region.
  return timeOf(envelope.time, name === 'eventHub' ? 'monthFirst' : dateOrder);
}

function timeOf(written: unknown, dateOrder: DateOrder | null): string {
  const time = typeof written === 'string' ? utcTime(written, dateOrder) : null;
  if (time !== null) return time;
  const isUndecided = typeof written === 'string' && utcTime(written, 'monthFirst') !== null;
  throw new FieldError(
    'createdDateTime',
    isUndecided ? 'the order of day and month is unknown' : 'not a date',
  );
}

function readErrorCode(errorCode: unknown, resultType: unknown): number {
  const field = 'status.errorCode';
  const code = readInteger(errorCode, field) ?? readInteger(resultType, field);
  if (code === null) throw new FieldError(field, 'missing');
  return code;
}

function readUserType(value: unknown): UserType | null {
  const word = readWord(value, 'userType');
  return word === null || word === 'member' || word === 'guest' ? word : 'unknown';
}

function readRequirement(value: unknown): Requirement | null {
  const word = readWord(value, 'authenticationRequirement');
  if (word === null) return null;
  if (word === 'singlefactorauthentication') return 'singleFactor';
  return word === 'multifactorauthentication' ? 'multiFactor' : 'unknown';
}

function readWord(value: unknown, field: string): string | null {
  const text = readText(value, field);
  return text === null ? null : plainWord(text);
}

function jsonText(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null';
  } catch {
    // If a record nests very deeply, JSON.stringify overflows the stack although JSON.parse did not.
    return 'null';
  }
}
