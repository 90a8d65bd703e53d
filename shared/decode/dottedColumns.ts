import type { JsonObject } from './fields';

const STATUS = /^status[./](errorCode|failureReason|additionalDetails)$/i;
const STEP = /^authenticationDetails(?:[./[])(\d{1,3})\]?[./](authentication\w+|succeeded)$/i;
const ENVELOPE = /^properties[./]/i;

/** Whether a record was flattened: nested fields became columns such as `status.errorCode` or `status/errorCode`. */
export function hasDottedColumns(raw: JsonObject): boolean {
  return Object.keys(raw).some((name) => STATUS.test(name.replace(ENVELOPE, '')));
}

/** The record as it was before, with the nested fields that decide. */
export function withoutDots(raw: JsonObject): JsonObject {
  const fields: Record<string, unknown> = {};
  const status: Record<string, unknown> = {};
  const steps: Record<string, unknown>[] = [];
  for (const [column, value] of Object.entries(raw)) {
    const name = column.replace(ENVELOPE, '');
    const [, part] = STATUS.exec(name) ?? [];
    const [, index, field] = STEP.exec(name) ?? [];
    if (part !== undefined) status[graphName(part)] = value;
    else if (index !== undefined && field !== undefined) {
      const step = steps[Number(index)] ?? {};
      steps[Number(index)] = step;
      if (value !== '') step[graphName(field)] = value;
    } else fields[name] = value;
  }
  const taken = steps.filter((step) => Object.keys(step).length > 0);
  const nested = steps.length > 0 ? { authenticationDetails: taken } : {};
  return 'Id' in fields || 'CreatedDateTime' in fields
    ? { ...fields, Status: status, ...capitalised(nested) }
    : { ...fields, ...nested, status };
}

function capitalised(nested: JsonObject): JsonObject {
  return 'authenticationDetails' in nested ? { AuthenticationDetails: nested.authenticationDetails } : {};
}

function graphName(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
