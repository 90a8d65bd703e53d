import type { TableClient } from '@azure/data-tables';
import { compose } from '../../shared/compose';
import { readConfig } from '../../shared/config';
import type { CheckpointKind } from '../../shared/domain/polling/checkpoint';
import { accountIn, accountKeys, accountRow } from '../../shared/tables/accountRow';
import { allAccounts } from '../../shared/tables/accounts';
import { auditIn } from '../../shared/tables/auditRow';
import { checkpointIn, moveCheckpoint } from '../../shared/tables/checkpoints';
import { claimDigest, digestIn, updateDigest } from '../../shared/tables/digests';
import { findingIn, findingKeys, findingRow } from '../../shared/tables/findingRow';
import type { RowKeys, StoredRow } from '../../shared/tables/rows';
import type { Machine } from '../../simulation/machine';
import { type TableName, tableService } from '../../simulation/tableService';
import { randomFrom } from '../../tenant/world/random';
import { NOW } from '../domain/builders';
import { PUBLIC_CLOUD } from './around';

const SOURCE = 'graph';
const CONFIG = readConfig({
  TABLES_ENDPOINT: 'http://127.0.0.1:1',
  MAIL_MODE: 'outbox',
  OUTBOX_DIR: '/nowhere',
});

/** Calls are carried out at once, so that a test may put a row and go on. */
const INSTANT: Machine = {
  clock: () => NOW,
  call: (carryOut) => {
    try {
      return Promise.resolve(carryOut());
    } catch (error) {
      return Promise.reject(error);
    }
  },
  wait: async () => {},
};

/**
 * The tables of the simulation, which test/simulation/ compares with Azurite; the functions that the product composes of
 * them; and each table as a map, for a test to look into and to put things into.
 */
export function storedTables() {
  const service = tableService();
  const tables = service.reachedFrom(INSTANT, randomFrom(1, 'tables'));
  const {
    poll,
    posture,
    digest,
    accounts: listing,
    report,
    listAudit,
  } = compose(CONFIG, {
    graph: absent('Graph'),
    arm: absent('Azure Resource Manager'),
    mailer: absent('the mail service'),
    tables,
    clock: INSTANT.clock,
    wait: INSTANT.wait,
  });
  const rows = (name: TableName) => service.rows(name) as readonly StoredRow[];
  const at = (kind: string, row: StoredRow) => row.rowKey === kind;
  return {
    findings: tableMap({
      rows: () => rows('findings'),
      keyOf: ({ rowKey }) => rowKey,
      read: (row) => findingIn(tables.findings, row),
      put: (_, finding) => upsert(tables.findings, findingRow(finding)),
      remove: (finding) => remove(tables.findings, findingKeys(finding)),
    }),
    accounts: tableMap({
      rows: () => rows('accounts'),
      keyOf: ({ rowKey }) => rowKey,
      read: (row) => accountIn(tables.accounts, row),
      put: (_, facts) => upsert(tables.accounts, accountRow(facts, null)),
      remove: ({ userId }) => remove(tables.accounts, accountKeys(userId)),
    }),
    checkpoints: tableMap({
      rows: () => rows('checkpoints'),
      keyOf: ({ rowKey }) => rowKey as CheckpointKind,
      read: (row) => checkpointIn(tables.checkpoints, row),
      put: (kind, to) => {
        const etag = rows('checkpoints').find((row) => at(kind, row))?.etag ?? null;
        void moveCheckpoint(tables.checkpoints, { source: SOURCE, kind, to, etag });
      },
      remove: () => {},
    }),
    digests: tableMap({
      rows: () => rows('digests'),
      keyOf: ({ partitionKey, rowKey }) => `${rowKey} ${partitionKey}`.replace(' digest', ''),
      read: (row) => digestIn(tables.digests, row),
      put: (_, entry) => {
        const { series, localDay } = entry;
        const [stored] = rows('digests').filter((row) => at(localDay, row) && row.partitionKey === series);
        if (stored) void updateDigest(tables.digests, { ...entry, etag: stored.etag }, entry);
        else void claimDigest(tables.digests, series, localDay, entry);
      },
      remove: () => {},
    }),
    rejects: () => rows('rejects'),
    /** In the order of the table: the newest of a month first. */
    audit: () => rows('audit').map((row) => auditIn(tables.audit, row)),
    auditDeps: { saveAudit: listing.saveAudit, newAuditId: listing.newAuditId },
    listAudit,
    forgetBefore: posture.forgetBefore,
    /** As the product composes them; what is asked of other systems has to be given in their place. */
    mailDeps: digest,
    /** All that the poll stores with. */
    store: {
      writeFindings: poll.writeFindings,
      removeFindings: poll.removeFindings,
      findingTimes: poll.findingTimes,
      findingsOfUsers: poll.findingsOfUsers,
      accountsOf: poll.accountsOf,
      sessionsOf: poll.sessionsOf,
      updateAccounts: poll.updateAccounts,
      saveRejects: poll.saveRejects,
    },
    readCheckpoint: poll.readCheckpoint,
    moveCheckpoint: poll.moveCheckpoint,
    allAccounts: (onBadRow?: (rowKey: string) => void) => allAccounts(tables.accounts, onBadRow),
    forgetAccounts: posture.forgetAccounts,
    accountOf: listing.accountOf,
    sessionsOf: poll.sessionsOf,
    latestWhatIf: report.latestWhatIf,
    latestDirectory: report.latestDirectory,
    latestWrites: report.latestWrites,
    ...PUBLIC_CLOUD,
    latestCoverage: report.latestCoverage,
    latestSent: digest.latestSent,
    latestBefore: digest.latestBefore,
    readDigest: digest.readDigest,
    claimDigest: digest.claimDigest,
    updateDigest: digest.updateDigest,
    unsentUrgent: digest.unsentUrgent,
    accountsOf: digest.accountsOf,
    idsOfUpns: digest.idsOfUpns,
  };
}

function upsert(client: TableClient, row: RowKeys): void {
  void client.submitTransaction([['upsert', row, 'Replace']]);
}

function remove(client: TableClient, keys: RowKeys): void {
  void client.submitTransaction([['delete', keys]]);
}

/** An outside system that no test here may ask. */
function absent<T extends object>(name: string): T {
  return new Proxy({} as T, {
    get: () => {
      throw new Error(`A test asks ${name}, which is not there.`);
    },
  });
}

type TableOf<K extends string, T> = {
  readonly rows: () => readonly StoredRow[];
  readonly keyOf: (row: StoredRow) => K;
  readonly read: (row: StoredRow) => T;
  readonly put: (key: K, value: T) => void;
  readonly remove: (value: T) => void;
};

/** A table as a map of the things in it, as they are stored when it is asked. */
function tableMap<K extends string, T>({ rows, keyOf, read, put, remove: removeOne }: TableOf<K, T>) {
  const stored = () => new Map(rows().map((row) => [keyOf(row), read(row)]));
  return {
    get size() {
      return rows().length;
    },
    get: (key: K) => stored().get(key),
    has: (key: K) => stored().has(key),
    keys: () => stored().keys(),
    values: () => stored().values(),
    [Symbol.iterator]: () => stored()[Symbol.iterator](),
    set: put,
    delete: (key: K) => {
      const value = stored().get(key);
      if (value !== undefined) removeOne(value);
    },
  };
}
