import { RestError, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { Tables } from '../shared/tables/connect';
import type { Random } from '../tenant/world/random';
import type { CallErrors, Machine } from './machine';
import { rowFilter } from './rowFilter';
import { byKeys, type Entity, listing, positionAfter, type Stored } from './tableListing';

/** One table of the service. Each method answers as the service would, or throws the SDK's error for its refusal. */
type TableData = {
  /** By key; of one partition, or of all. */
  readonly rows: (partition?: string) => readonly Stored[];
  readonly rowAt: (partitionKey: string, rowKey: string) => Stored | undefined;
  readonly apply: (actions: readonly TransactionAction[]) => readonly string[];
};

export const TABLE_NAMES = [
  'findings',
  'accounts',
  'posture',
  'checkpoints',
  'digests',
  'rejects',
  'unsettled',
  'audit',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** Table Storage in memory. It outlives the machines that call it. */
export type TableService = {
  /** The tables as one machine reaches them. */
  readonly reachedFrom: (machine: Machine, random: Random) => Tables;
  /** The stored rows, by key. */
  readonly rows: (name: TableName) => readonly Stored[];
};

/**
 * @param onWrite called with each row once it is written
 * @param pageRows on each page of a list, if there are as many; by default few, and another number each time
 */
export function tableService(
  onWrite: (name: TableName, row: Entity) => void = () => {},
  pageRows: number | null = null,
): TableService {
  const tables = Object.fromEntries(
    TABLE_NAMES.map((name) => [name, tableData((row) => onWrite(name, row))]),
  ) as Record<TableName, TableData>;
  return {
    rows: (name) => tables[name].rows(),
    reachedFrom: (machine, random) => {
      const clients = Object.fromEntries(
        TABLE_NAMES.map((name) => [name, clientOf(name, tables[name], { machine, random, pageRows })]),
      ) as Record<TableName, TableClient>;
      return {
        ...clients,
        ensure: async () => {},
        pause: (tries) => machine.wait(tries * 100 * random.fraction()),
      };
    },
  };
}

function tableData(onWrite: (row: Entity) => void): TableData {
  const stored = partitions();
  let etags = 0;
  return {
    rows: stored.rows,
    rowAt: (partitionKey, rowKey) => stored.of(partitionKey).get(rowKey),
    apply: (actions) => {
      const [{ partitionKey = '' } = {}] = actions.map(([, row]) => row);
      const before = stored.of(partitionKey);
      // All or nothing: a refusal leaves before anything is changed.
      const changes = new Map<string, Stored | null>();
      const written = actions.map((action) => {
        const key = (action[1] as Entity).rowKey;
        if (changes.has(key)) throw refusal(400, 'InvalidDuplicateRow');
        const etag = `W/"${++etags}"`;
        changes.set(key, changed(before.get(key), action, etag));
        return etag;
      });
      stored.change(partitionKey, changes);
      for (const [kind, row] of actions) if (kind !== 'delete') onWrite(row as Entity);
      return written;
    },
  };
}

/** The rows of a table by partition, so that a large table costs no more to write to than a small one. */
function partitions() {
  const stored = new Map<string, Map<string, Stored>>();
  const sorted = new Map<string, readonly Stored[]>();
  let all: readonly Stored[] | null = null;
  const rowsOf = (partition: string): readonly Stored[] => {
    const known = sorted.get(partition) ?? [...(stored.get(partition)?.values() ?? [])].sort(byKeys);
    sorted.set(partition, known);
    return known;
  };
  return {
    of: (partition: string): ReadonlyMap<string, Stored> => stored.get(partition) ?? new Map(),
    /** `null` for a row that is deleted. */
    change: (partition: string, changes: ReadonlyMap<string, Stored | null>) => {
      sorted.delete(partition);
      all = null;
      const rows = stored.get(partition) ?? new Map<string, Stored>();
      for (const [key, row] of changes) {
        if (row === null) rows.delete(key);
        else rows.set(key, row);
      }
      if (rows.size > 0) stored.set(partition, rows);
      else stored.delete(partition);
    },
    /** In the order of their keys. */
    rows: (partition?: string): readonly Stored[] => {
      if (partition !== undefined) return rowsOf(partition);
      all ??= [...stored.keys()].sort().flatMap(rowsOf);
      return all;
    },
  };
}

/** The row after an action; `null` if the action deletes it. */
function changed(before: Stored | undefined, action: TransactionAction, etag: string): Stored | null {
  const row = action[1] as Entity;
  if (action[0] === 'create' && before) throw refusal(409, 'EntityAlreadyExists');
  if ((action[0] === 'update' || action[0] === 'delete') && !before) throw refusal(404, 'ResourceNotFound');
  const asked = action[0] === 'update' ? action[3]?.etag : undefined;
  if (asked !== undefined && asked !== '*' && asked !== before?.etag)
    throw refusal(412, 'UpdateConditionNotSatisfied');
  return action[0] === 'delete' ? null : { ...withoutMarks(row), etag };
}

/** Like the service: the etag that the caller read with a row is not part of the row. Nobody changes a column's value in place. */
function withoutMarks({ etag: _, timestamp: __, ...row }: Entity): Entity {
  return { ...row } as Entity;
}

type Way = { readonly machine: Machine; readonly random: Random; readonly pageRows: number | null };

/** The part of the SDK's client that the adapters use. */
function clientOf(name: TableName, data: TableData, { machine, random, pageRows }: Way): TableClient {
  const call = <T>(carryOut: () => T) => machine.call(carryOut, CALL_ERRORS);
  const submit = (actions: readonly TransactionAction[]) =>
    call(() => {
      if (actions.length === 0 || actions.length > 100) throw refusal(400, 'InvalidInput');
      if (new Set(actions.map(([, row]) => row.partitionKey)).size > 1)
        throw refusal(400, 'CommandsInBatchActOnDifferentPartitions');
      return data.apply(actions);
    });
  const one = async (action: TransactionAction) => ({ etag: (await call(() => data.apply([action])))[0] });
  const client = {
    tableName: name,
    getEntity: (partitionKey: string, rowKey: string) =>
      call(() => {
        const found = data.rowAt(partitionKey, rowKey);
        if (!found) throw refusal(404, 'ResourceNotFound');
        return { ...found };
      }),
    createEntity: (row: Entity) => one(['create', row]),
    updateEntity: (row: Entity, _mode: string, { etag }: { readonly etag: string }) =>
      one(['update', row, 'Replace', { etag }]),
    deleteEntity: async (partitionKey: string, rowKey: string, { etag }: { readonly etag?: string } = {}) => {
      await call(() => {
        const found = data.rowAt(partitionKey, rowKey);
        if (etag !== undefined && found && found.etag !== etag)
          throw refusal(412, 'UpdateConditionNotSatisfied');
        return data.apply([['delete', { partitionKey, rowKey }]]);
      });
    },
    submitTransaction: async (actions: readonly TransactionAction[]) => {
      const etags = await submit(actions);
      return { status: 202, subResponses: etags.map((etag) => ({ status: 204, etag })) };
    },
    listEntities: ({ queryOptions = {} }: ListOptions = {}) => {
      const matches = rowFilter(queryOptions.filter);
      const [, partition] = ONE_PARTITION.exec(queryOptions.filter ?? '') ?? [];
      const page = (after: string | null, size: number) =>
        call(() => {
          const rows = data.rows(partition);
          const found: Stored[] = [];
          for (let at = positionAfter(rows, after); at < rows.length && found.length < size; at++) {
            const row = rows[at];
            if (row !== undefined && matches(row)) found.push({ ...row });
          }
          return found;
        });
      return listing(page, () => pageRows ?? random.whole(1, 20), queryOptions.select);
    },
  };
  return client as unknown as TableClient;
}

const ONE_PARTITION = /^PartitionKey eq '([^']*)'(?: and (?!.* or )|$)/;

type ListOptions = {
  readonly queryOptions?: { readonly filter?: string; readonly select?: readonly string[] };
};

function refusal(statusCode: number, errorCode: string): RestError {
  const error = new RestError(errorCode, { statusCode });
  return Object.assign(error, { details: { odataError: { code: errorCode } } });
}

const CALL_ERRORS: CallErrors = {
  repeats: true,
  unreachable: () => new RestError('The connection is gone.', { code: RestError.REQUEST_SEND_ERROR }),
  refused: () => refusal(503, 'ServerBusy'),
  garbage: () => new RestError('Not what was expected.', { code: RestError.PARSE_ERROR, statusCode: 200 }),
};
