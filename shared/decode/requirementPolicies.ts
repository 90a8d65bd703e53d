import type { RequirementPolicy } from '../domain/signIn/signIn';
import { isObject } from './fields';

const NONE: readonly RequirementPolicy[] = [];

/**
 * Reads `authenticationRequirementPolicies`: a list, or its JSON text. The list decides no verdict, so a part of it that cannot be
 * read is left out and does not reject the record.
 * https://learn.microsoft.com/graph/api/resources/authenticationrequirementpolicy (read 2026-11-29)
 *
 * @returns `null` if the source has no such field
 */
export function readRequirementPolicies(value: unknown): readonly RequirementPolicy[] | null {
  if (value === undefined) return null;
  const list = listIn(value);
  // One shared list: most records have an empty one.
  return list.length === 0 ? NONE : list.flatMap(policyIn);
}

/** `ConvertTo-Json` of PowerShell keeps the capitals of the keys. */
function policyIn(item: unknown): readonly RequirementPolicy[] {
  if (!isObject(item)) return NONE;
  const provider = textIn(item.requirementProvider ?? item.RequirementProvider);
  const detail = textIn(item.detail ?? item.Detail);
  return provider === null && detail === null ? NONE : [{ provider, detail }];
}

/** Microsoft's texts are far shorter. */
const LONGEST = 200;

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST) : null;
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || value.length < EMPTY_LIST.length + 1) return NONE;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : NONE;
  } catch {
    return NONE;
  }
}

const EMPTY_LIST = '[]';
