import type { World } from '../tenant/world/world';

/** A change to an Azure resource that a policy denied for lack of MFA; `at` is ISO 8601 UTC with milliseconds. */
export type Denial = { readonly userId: string; readonly at: string };

/** All that the Activity Log of the simulated tenant has. */
export function denialsIn({ azure }: World): readonly Denial[] {
  return Object.values(azure.activity)
    .flat()
    .filter(
      ({ operationName, properties }) => operationName.value.includes('/deny/') && 'policies' in properties,
    )
    .map(({ claims, eventTimestamp }) => ({
      userId: claims['http://schemas.microsoft.com/identity/claims/objectidentifier'],
      at: `${eventTimestamp.slice(0, '2026-03-01T09:00:00.000'.length)}Z`,
    }));
}
