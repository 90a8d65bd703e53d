import type { z } from 'zod';
import type { Policy } from '../domain/coverage/policy';
import { isObject, type JsonObject } from './fields';
import { conditionalAccessPolicy, graphCased, isDeletedPolicy } from './policy';
import { isCutByPowerShell, savedErrorCode } from './policyExportFaults';

export type PolicyExport =
  | {
      readonly kind: 'policies';
      /** Each id once: of several policies with one id, the last counts. */
      readonly policies: readonly Policy[];
      /** Whether there is a next page that the export lacks. */
      readonly hasMore: boolean;
      /** The number of deleted policies, which are left out because they enforce nothing. */
      readonly deleted: number;
      /** Names of policies that occur more than once. */
      readonly repeated: readonly string[];
    }
  | { readonly kind: 'bad'; readonly fault: PolicyExportFault };

/** Why a JSON text holds no policies that can be read. */
export type PolicyExportFault =
  | { readonly code: 'noPolicies' | 'cutByPowerShell' }
  /** A saved answer of Graph; `errorCode` is Graph's own. */
  | { readonly code: 'graphError'; readonly errorCode: string }
  /** `place` is empty if the whole is wrong. `isFlat`: a text stands for a list, as ConvertTo-Json writes one that nests too deeply. */
  | { readonly code: 'badField'; readonly place: string; readonly message: string; readonly isFlat: boolean };

/**
 * Decodes exported Conditional Access policies: a page of Graph, a list, one policy, or an object that holds any of these among
 * other things.
 */
export function decodePolicyExport(raw: unknown): PolicyExport {
  if (Array.isArray(raw)) return decodeList(raw, '');
  if (!isObject(raw)) return NO_POLICIES;
  const errorCode = savedErrorCode(raw);
  if (errorCode !== null) return { kind: 'bad', fault: { code: 'graphError', errorCode } };
  const body = graphCased(raw);
  if ('conditions' in body) return decodeList([body], null);
  if ('value' in body) return decodePage(body);
  const [held] = Object.entries(body).filter(([, value]) => holdsPolicies(value));
  if (held === undefined) return decodeList([body], null);
  const [name, value] = held;
  return Array.isArray(value) ? decodeList(value, name) : decodePolicyExport(value);
}

function decodePage({ value, '@odata.nextLink': next }: JsonObject): PolicyExport {
  if (isObject(value)) return decodePolicyExport(value);
  if (!Array.isArray(value)) return NO_POLICIES;
  const found = decodeList(value, 'value');
  return found.kind === 'bad' ? found : { ...found, hasMore: typeof next === 'string' };
}

function holdsPolicies(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(first) && 'conditions' in graphCased(first);
}

/** @param at the member that holds the list; `null` for a single policy */
function decodeList(list: readonly unknown[], at: string | null): PolicyExport {
  if (list.some(isCutByPowerShell)) return { kind: 'bad', fault: { code: 'cutByPowerShell' } };
  const policies: Policy[] = [];
  const left = list.map((raw, index) => ({ raw, index })).filter(({ raw }) => !isDeletedPolicy(raw));
  for (const { raw, index } of left) {
    const result = conditionalAccessPolicy.safeParse(raw);
    if (!result.success) return badPolicy(result.error, at === null ? '' : `${at}[${index}]`);
    policies.push(result.data);
  }
  const once = lastOfEach(policies);
  return {
    kind: 'policies',
    policies: once,
    hasMore: false,
    deleted: list.length - left.length,
    repeated: policies.filter((policy) => !once.includes(policy)).map(({ name }) => name),
  };
}

/** Keeps the last of several policies with one id, in its place. */
export function lastOfEach(policies: readonly Policy[]): readonly Policy[] {
  const last = new Map(policies.map((policy) => [policy.id.toLowerCase(), policy]));
  return policies.filter((policy) => last.get(policy.id.toLowerCase()) === policy);
}

const NO_POLICIES: PolicyExport = { kind: 'bad', fault: { code: 'noPolicies' } };

/** Names the first field that is wrong. */
function badPolicy({ issues: [issue] }: z.ZodError, item: string): PolicyExport {
  const place = [item, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.');
  const message = issue?.message ?? '';
  const isFlat = message.includes('expected array, received string');
  return { kind: 'bad', fault: { code: 'badField', place, message, isFlat } };
}
