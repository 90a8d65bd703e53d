import type { Finding } from '../../shared/domain/finding/finding';
import { submitBatches } from '../../shared/tables/batches';
import type { Tables } from '../../shared/tables/connect';
import { findingRow } from '../../shared/tables/findingRow';
import { tableService } from '../../simulation/tableService';
import { randomFrom } from '../../tenant/world/random';

export type Counted = {
  readonly tables: Tables;
  /** Requests since this was last asked. */
  readonly requests: () => number;
};

/**
 * The tables of the simulation, which test/simulation/ compares with Azurite.
 *
 * @param beforeRequest called before each request is carried out
 * @param pageRows on each page of a list; by default another small number each time
 */
export function countedTables(pageRows: number | null = null, beforeRequest: () => void = () => {}): Counted {
  let requests = 0;
  const tables = tableService(() => {}, pageRows).reachedFrom(
    {
      clock: () => 0,
      call: async (carryOut) => {
        requests++;
        beforeRequest();
        return carryOut();
      },
      wait: async () => {},
    },
    randomFrom(1, 'pages'),
  );
  const asked = () => {
    const count = requests;
    requests = 0;
    return count;
  };
  return { tables, requests: asked };
}

export async function store({ findings }: Tables, stored: readonly Finding[]): Promise<void> {
  await submitBatches(
    findings,
    stored.map((finding) => ['upsert', findingRow(finding), 'Replace']),
  );
}
