import type { JsonObject } from './decode/records';

/** The purpose of a step. Event Hubs and Log Analytics wrote it until 2025; it is blank in nearly all records since 2022. */
const FIELD = 'authenticationStepRequirement';

/** A record with blank purposes, like most real ones. */
export function blanked(record: unknown): unknown {
  return withSteps(record, (step) => ({ ...step, [FIELD]: '' }));
}

/** A record with the documented purpose in place of each blank one. */
export function filled(record: unknown): unknown {
  return withSteps(record, (step, index, steps) =>
    step[FIELD] ? step : { ...step, [FIELD]: likelyPurpose(step, index, steps.slice(0, index)) },
  );
}

/** A strong method is the first factor if it comes first or after a failed password. */
function likelyPurpose(step: JsonObject, index: number, before: readonly JsonObject[]): string {
  const [method, text] = [step.authenticationMethod, step.authenticationStepResultDetail].map(String);
  const isPassword = ({ authenticationMethod }: JsonObject) =>
    /^(app )?password$/i.test(String(authenticationMethod));
  const isStrong = /passkey|fido|windows hello/i.test(method ?? '');
  const followsPassword = before.some((other) => isPassword(other) && other.succeeded !== false);
  const isFirst =
    isPassword(step) ||
    /^first factor/i.test(text ?? '') ||
    (index === 0 && !/^m(ulti-?)?fa/i.test(text ?? '')) ||
    (isStrong && !followsPassword);
  return isFirst ? 'Primary authentication' : 'Multifactor authentication';
}

type Change = (step: JsonObject, index: number, steps: readonly JsonObject[]) => JsonObject;

/** Steps occur under several names, as a list or as the JSON text of one. */
function withSteps(value: unknown, change: Change): unknown {
  if (typeof value === 'string' && value.includes(FIELD))
    return JSON.stringify(withSteps(JSON.parse(value), change));
  if (Array.isArray(value))
    return value.every(isStep) ? value.map(change) : value.map((one) => withSteps(one, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withSteps(inner, change)]));
}

function isStep(value: unknown): value is JsonObject {
  return isObject(value) && ('authenticationMethod' in value || FIELD in value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
