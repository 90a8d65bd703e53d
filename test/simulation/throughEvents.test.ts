import { expect, test } from '@jest/globals';
import { compose } from '../../shared/compose';
import { readConfig } from '../../shared/config';
import { DAY_MS } from '../../shared/domain/time';
import { allAccounts } from '../../shared/tables/accounts';
import { APPS, truthOf } from '../../simulation/oracle';
import { tableService } from '../../simulation/tableService';
import { throughEvents } from '../../simulation/throughEvents';
import { isFinal } from '../../tenant/world/log';
import { TENANTS } from '../../tenant/world/places';
import { randomFrom } from '../../tenant/world/random';
import { wholeRecord } from '../../tenant/world/record';
import { makeWorld } from '../../tenant/world/world';
import { collected } from '../tables/world';

const NOW = Date.parse('2026-03-30T12:00:00Z');

test('a log that comes through an event hub ends in the same state as one that is judged at once', async () => {
  const world = makeWorld({
    ...{ seed: 3, nowMs: NOW - DAY_MS, accounts: 60, days: 6, daysAhead: 0 },
    ...{ signInsPerDay: 40, otherSignInsPerDay: 40 },
  });
  const config = readConfig({
    SIGN_IN_SOURCE: 'eventHub',
    EVENT_HUB_NAME: 'sign-ins',
    EVENT_HUB__fullyQualifiedNamespace: 'contoso.servicebus.example',
    TABLES_ENDPOINT: 'http://127.0.0.1:1',
    MAIL_MODE: 'outbox',
    OUTBOX_DIR: '/nowhere',
  });
  const service = tableService();
  const machine = {
    clock: () => NOW,
    call: async <T>(carryOut: () => T) => carryOut(),
    wait: async () => {},
  };
  const tables = service.reachedFrom(machine, randomFrom(1, 'calm'));
  const { ingest, settle } = compose(config, {
    ...{ graph: {} as never, arm: {} as never, mailer: {} as never },
    ...{ tables, clock: machine.clock, wait: machine.wait },
  });
  const readTenantId = async () => TENANTS.contoso.id;
  await throughEvents({ ingest, settle: { ...settle, readTenantId } }, world, NOW);
  const truth = truthOf(world.log.filter(isFinal).map(wholeRecord), APPS, NOW);
  const stored = new Map(service.rows('findings').map((row) => [row.id, row]));
  expect([...stored.keys()].sort()).toEqual(truth.findings.map(({ id }) => id).sort());
  for (const { id, verdict, because } of truth.findings)
    expect(stored.get(id)).toMatchObject({ verdict, because, provisional: false });
  const accounts = await collected(allAccounts(tables.accounts));
  expect(new Map(accounts.map((facts) => [facts.userId, facts]))).toEqual(truth.accounts);
  expect(truth.findings.length).toBeGreaterThan(50);
});
