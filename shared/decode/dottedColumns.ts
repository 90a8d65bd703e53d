import type { JsonObject } from './fields';

const STATUS = /^status[./](errorCode|failureReason|additionalDetails)$/i;
const ENVELOPE = /^properties[./]/i;

/** Objects that readers see parts of. */
const SHOWN = /^(deviceDetail|location)[./](browser|operatingSystem|city|countryOrRegion)$/i;

/** Lists of objects, each with the columns of its elements. */
const LISTS = {
  authenticationDetails: /^authenticationDetails[./[](\d{1,3})\]?[./](authentication\w+|succeeded)$/i,
  authenticationRequirementPolicies:
    /^authenticationRequirementPolicies[./[](\d{1,3})\]?[./](requirementProvider|detail)$/i,
} as const;
type ListName = keyof typeof LISTS;

/** Whether a record was flattened: nested fields became columns such as `status.errorCode` or `status/errorCode`. */
export function hasDottedColumns(raw: JsonObject): boolean {
  return Object.keys(raw).some((name) => STATUS.test(name.replace(ENVELOPE, '')));
}

/** The record as it was before, with the nested fields that the decoder reads. */
export function withoutDots(raw: JsonObject): JsonObject {
  const fields: Record<string, unknown> = {};
  const status: Record<string, unknown> = {};
  const shown: Record<string, Record<string, unknown>> = {};
  const lists: Partial<Record<ListName, Record<string, unknown>[]>> = {};
  for (const [column, value] of Object.entries(raw)) {
    const name = column.replace(ENVELOPE, '');
    const [, part] = STATUS.exec(name) ?? [];
    const [, object, member] = SHOWN.exec(name) ?? [];
    const cell = cellIn(name);
    if (part !== undefined) status[graphName(part)] = value;
    else if (object !== undefined && member !== undefined) {
      shown[object] = { ...shown[object], [graphName(member)]: value };
    } else if (cell !== null) {
      const list = lists[cell.list] ?? [];
      const element = list[cell.index] ?? {};
      list[cell.index] = element;
      lists[cell.list] = list;
      if (value !== '') element[graphName(cell.field)] = value;
    } else fields[name] = value;
  }
  const nested = Object.fromEntries(
    Object.entries(lists).map(([name, elements]) => [
      name,
      elements.filter((element) => Object.keys(element).length > 0),
    ]),
  );
  return 'Id' in fields || 'CreatedDateTime' in fields
    ? { ...fields, ...shown, Status: status, ...capitalised(nested) }
    : { ...fields, ...shown, ...nested, status };
}

type Cell = { readonly list: ListName; readonly index: number; readonly field: string };

function cellIn(name: string): Cell | null {
  for (const [list, pattern] of Object.entries(LISTS) as [ListName, RegExp][]) {
    const [, index, field] = pattern.exec(name) ?? [];
    if (index !== undefined && field !== undefined) return { list, index: Number(index), field };
  }
  return null;
}

function capitalised(nested: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(nested).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
}

function graphName(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
