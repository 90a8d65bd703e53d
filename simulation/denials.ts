import type { World } from '../tenant/world/world';

/** A change to an Azure resource without MFA; `at` is ISO 8601 UTC with milliseconds. */
export type UnprovenChange = { readonly userId: string; readonly at: string };

/** Those in the Activity Log of the simulated tenant that a policy denied. */
export function denialsIn(world: World): readonly UnprovenChange[] {
  return changesBy(world, '/deny/');
}

/** Those that a policy denied or only noted. */
export function unprovenChangesIn(world: World): readonly UnprovenChange[] {
  return changesBy(world, '/');
}

function changesBy({ azure }: World, operation: string): readonly UnprovenChange[] {
  return Object.values(azure.activity)
    .flat()
    .filter(
      ({ operationName, properties }) => operationName.value.includes(operation) && 'policies' in properties,
    )
    .map(({ claims, eventTimestamp }) => ({
      userId: claims['http://schemas.microsoft.com/identity/claims/objectidentifier'],
      at: `${eventTimestamp.slice(0, '2026-03-01T09:00:00.000'.length)}Z`,
    }));
}
