import { compose } from '../../shared/compose';
import { readConfig } from '../../shared/config';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import { type IngestDeps, ingestEvents } from '../../shared/jobs/ingest/ingestEvents';
import { type SettleDeps, settleSignIns } from '../../shared/jobs/settle/settleSignIns';
import { findingIn } from '../../shared/tables/findingRow';
import type { StoredRow } from '../../shared/tables/rows';
import type { Machine } from '../../simulation/machine';
import { type TableName, tableService } from '../../simulation/tableService';
import { randomFrom } from '../../tenant/world/random';
import { NOW, TENANT } from '../domain/builders';

const CONFIG = readConfig({
  SIGN_IN_SOURCE: 'eventHub',
  EVENT_HUB_NAME: 'sign-ins',
  EVENT_HUB__fullyQualifiedNamespace: 'contoso.servicebus.example',
  TABLES_ENDPOINT: 'http://127.0.0.1:1',
  MAIL_MODE: 'outbox',
  OUTBOX_DIR: '/nowhere',
  BREAK_GLASS_ACCOUNTS: 'root@contoso.example',
});

type Raw = Readonly<Record<string, unknown>>;

/** Events of one partition: what each holds, and where it is. */
export type Sent = { readonly partition?: string; readonly from?: number; readonly at?: number };

/** The product with an event hub as its source, over tables in memory. Time passes only by hand. */
export function aStream(change: { ingest?: Partial<IngestDeps>; settle?: Partial<SettleDeps> } = {}) {
  const service = tableService();
  let now = NOW;
  const at: Machine = {
    clock: () => now,
    call: (carryOut) => new Promise((resolve) => resolve(carryOut())),
    wait: async (ms) => {
      now += ms;
    },
  };
  const absent = new Proxy({}, { get: () => () => Promise.reject(new Error('There is no such system.')) });
  const tables = service.reachedFrom(at, randomFrom(1, 'tables'));
  const services = compose(CONFIG, {
    ...{ graph: absent as never, arm: absent as never, mailer: absent as never },
    tables,
    clock: at.clock,
    wait: at.wait,
  });
  const ingest = { ...services.ingest, ...change.ingest };
  const settle = { ...services.settle, readTenantId: async () => TENANT, ...change.settle };
  const next = new Map<string, number>();
  const send = (bodies: readonly unknown[], { partition = '0', from, at: enqueuedMs = now }: Sent = {}) => {
    const sequence = from ?? next.get(partition) ?? 100;
    next.set(partition, sequence + bodies.length);
    const place = (index: number) => ({ sequence: sequence + index, enqueuedAt: isoTime(enqueuedMs) });
    const batch = { bodies, place: { partition, first: place(0), last: place(bodies.length - 1) } };
    return ingestEvents(ingest, batch, new Date(now));
  };
  return {
    send,
    /** By a host that does not say where the events are. */
    sendUnplaced: (bodies: readonly unknown[]) =>
      ingestEvents(ingest, { bodies, place: null }, new Date(now)),
    /** Sends sign-ins that reached the log a minute ago, in one event. */
    sendSignIns: (...records: readonly Raw[]) =>
      send([{ records: records.map((record) => streamed(record, now - MINUTE_MS)) }]),
    settle: () => settleSignIns(settle, new Date(now)),
    /** Hours in which the timer runs, and other logs go on. */
    passed: async (hours: number) => {
      for (let half = 0; half < 2 * hours; half++) {
        now += HOUR_MS / 2;
        await send([{ records: [{ category: 'AuditLogs', operationName: 'x', properties: {} }] }]);
        await settleSignIns(settle, new Date(now));
      }
    },
    /** The same without the app. */
    off: (hours: number) => {
      now += hours * HOUR_MS;
    },
    now: () => now,
    tables,
    rows: (name: TableName) => service.rows(name) as readonly StoredRow[],
    findings: () =>
      service.rows('findings').map((row) => findingIn({ tableName: 'Findings' } as never, row as StoredRow)),
    note: () => service.rows('checkpoints').find(({ rowKey }) => rowKey === 'run'),
  };
}

/** A record of Graph in the envelope of the diagnostic settings. */
export function streamed(record: Raw, loggedMs: number): Raw {
  return {
    time: isoTime(loggedMs),
    category: record.isInteractive === false ? 'NonInteractiveUserSignInLogs' : 'SignInLogs',
    operationName: 'Sign-in activity',
    properties: record,
  };
}
