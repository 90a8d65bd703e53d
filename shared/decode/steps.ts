import type { AuthenticationStep } from '../domain/signIn/signIn';
import { FieldError } from './fieldError';
import { isObject, readFlag, readList, readText } from './fields';
import { isLost } from './powerShell';
import { utcTime } from './utcTime';

const FIELD = 'authenticationDetails';
const LOST = 'PowerShell wrote a type name in place of the value; export with ConvertTo-Json -Depth 9';

/** `authenticationDetails`, in the order of the record. */
export function readSteps(value: unknown): readonly AuthenticationStep[] | null {
  const list = readList(value, FIELD);
  // One shared list: half of all records have no steps.
  return list?.length === 0 ? NO_STEPS : (list?.map(readStep) ?? null);
}

const NO_STEPS: readonly AuthenticationStep[] = [];

function readStep(step: unknown): AuthenticationStep {
  if (isLost(step)) throw new FieldError(FIELD, LOST);
  if (!isObject(step)) throw new FieldError(FIELD, 'holds a step that is not an object');
  return {
    method: readText(step.authenticationMethod, 'authenticationDetails.authenticationMethod'),
    methodDetail: readText(
      step.authenticationMethodDetail,
      'authenticationDetails.authenticationMethodDetail',
    ),
    succeeded: readFlag(step.succeeded, 'authenticationDetails.succeeded'),
    result: readText(
      step.authenticationStepResultDetail,
      'authenticationDetails.authenticationStepResultDetail',
    ),
    requirement: readPurpose(step.authenticationStepRequirement),
  };
}

/** Blank in nearly all real records since 2022. */
function readPurpose(value: unknown): string | null {
  const text = readText(value, 'authenticationDetails.authenticationStepRequirement');
  return text?.trim() ? text : null;
}

/** When the first step was taken, ISO 8601 UTC; `null` if no step has a time. */
export function earliestStepTime(value: unknown): string | null {
  const times = (readList(value, FIELD) ?? []).map(timeOf).filter((time) => time !== null);
  return times.toSorted()[0] ?? null;
}

/** When the steps were taken, in milliseconds; empty if no step has a time or the steps cannot be read. */
export function stepTimes(value: unknown): readonly number[] {
  try {
    const times = (readList(value, FIELD) ?? []).map(timeOf).filter((time) => time !== null);
    return times.map((time) => Date.parse(time));
  } catch {
    return [];
  }
}

function timeOf(step: unknown): string | null {
  const written = isObject(step) ? step.authenticationStepDateTime : null;
  return typeof written === 'string' ? utcTime(written) : null;
}
