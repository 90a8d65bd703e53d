import type { z } from 'zod';
import type { Policy } from '../domain/coverage/policy';
import { camelCased } from './camelCased';
import { isObject } from './fields';
import { conditionalAccessPolicy } from './policy';

export type PolicyExport =
  | {
      readonly kind: 'policies';
      readonly policies: readonly Policy[];
      /** Whether there is a next page, which the export does not hold. */
      readonly hasMore: boolean;
    }
  | { readonly kind: 'bad'; readonly problem: string };

/** Exported Conditional Access policies: a page of Graph, a list, or one policy. */
export function decodePolicyExport(raw: unknown): PolicyExport {
  const body = isObject(raw) ? camelCased(raw) : raw;
  if (isObject(body) && !('value' in body)) return decodeList([body], { at: null, hasMore: false });
  if (Array.isArray(body)) return decodeList(body, { at: '', hasMore: false });
  if (isObject(body) && Array.isArray(body.value)) {
    return decodeList(body.value, { at: 'value', hasMore: typeof body['@odata.nextLink'] === 'string' });
  }
  return { kind: 'bad', problem: 'neither a list, a page nor a policy' };
}

type Where = { readonly at: string | null; readonly hasMore: boolean };

function decodeList(list: readonly unknown[], { at, hasMore }: Where): PolicyExport {
  const policies: Policy[] = [];
  for (const [index, raw] of list.entries()) {
    const result = conditionalAccessPolicy.safeParse(raw);
    if (!result.success)
      return { kind: 'bad', problem: problemOf(result.error, at === null ? '' : `${at}[${index}]`) };
    policies.push(result.data);
  }
  return { kind: 'policies', policies, hasMore };
}

/** The first that is wrong; one line. */
function problemOf({ issues: [issue] }: z.ZodError, item: string): string {
  const place = [item, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.');
  return place === '' ? (issue?.message ?? '') : `${place}: ${issue?.message ?? ''}`;
}
