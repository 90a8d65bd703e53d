import type { TableClient } from '@azure/data-tables';
import type { Tables } from '../shared/tables/connect';
import { TABLE_NAMES, type TableName } from '../simulation/tableService';

type ListOptions = NonNullable<Parameters<TableClient['listEntities']>[0]>;
type PageSettings = { readonly maxPageSize?: number };

/** One read of a table: a row by its keys, or so many pages of a list. */
export type Read =
  | { readonly table: TableName; readonly keys: readonly [string, string] }
  | {
      readonly table: TableName;
      readonly query: ListOptions['queryOptions'];
      readonly settings: PageSettings;
      pages: number;
    };

type Notes = { readonly push: (read: Read) => unknown };

/** The same tables, which note each read. */
export function notingReads(tables: Tables, reads: Notes): Tables {
  const noting = TABLE_NAMES.map((table) => [table, noted(table, tables[table], reads)]);
  return { ...tables, ...Object.fromEntries(noting) };
}

function noted(table: TableName, client: TableClient, reads: Notes): TableClient {
  const replaced: Partial<TableClient> = {
    getEntity: (partitionKey, rowKey, options) => {
      reads.push({ table, keys: [partitionKey, rowKey] });
      return client.getEntity(partitionKey, rowKey, options);
    },
    listEntities: (options) => {
      const list = client.listEntities(options);
      const { byPage } = list;
      return Object.assign(list, {
        byPage: (settings: PageSettings = {}) => {
          const read: Read = { table, query: options?.queryOptions, settings, pages: 0 };
          reads.push(read);
          const pages = byPage.call(list, settings);
          const { next } = pages;
          return Object.assign(pages, {
            next: () => {
              read.pages++;
              return next.call(pages);
            },
          });
        },
      }) as never;
    },
  };
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in replaced ? replaced : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Reads the same again, one after the other, and uses nothing. */
export async function readAgain(tables: Tables, reads: readonly Read[]): Promise<void> {
  for (const read of reads) await readOnceMore(tables[read.table], read);
}

/** Reads the same rows again, and uses nothing. */
export async function readOnceMore(client: TableClient, read: Read): Promise<void> {
  if ('keys' in read) {
    await client.getEntity(...read.keys).catch(() => null);
    return;
  }
  const { query, settings } = read;
  const pages = client.listEntities(query ? { queryOptions: query } : {}).byPage(settings);
  for (let page = 0; page < read.pages; page++) if ((await pages.next()).done === true) break;
}
