import type { TransactionAction } from '@azure/data-tables';
import type { Tables } from '../shared/tables/connect';
import { TABLE_NAMES, type TableName } from '../simulation/tableService';
import { notingReads, type Read } from './readBackReads';

/** What a poll writes in one transaction of a table. */
export type Write = { readonly table: TableName; readonly actions: readonly TransactionAction[] };

/** A request of a poll to Graph, or a read or a transaction of a table. */
export type Step = { readonly get: string } | Write | Read;

/** The same tables, which note each read and each transaction before they send it. */
export function notingTables(all: Tables, steps: Step[]): Tables {
  const tables = notingReads(all, steps);
  const noting = TABLE_NAMES.map((table) => {
    const client = tables[table];
    const submitTransaction: typeof client.submitTransaction = (actions) => {
      steps.push({ table, actions });
      return client.submitTransaction(actions);
    };
    return [
      table,
      new Proxy(client, {
        get: (target, name) => (name === 'submitTransaction' ? submitTransaction : own(target, name)),
      }),
    ];
  });
  return { ...tables, ...Object.fromEntries(noting) };
}

function own(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}
