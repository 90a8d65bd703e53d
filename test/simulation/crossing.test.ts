import { expect, test } from '@jest/globals';
import { compose } from '../../shared/compose';
import { readConfig } from '../../shared/config';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import { ingestEvents } from '../../shared/jobs/ingest/ingestEvents';
import { settleSignIns } from '../../shared/jobs/settle/settleSignIns';
import { MILD_TROUBLES, machine } from '../../simulation/machine';
import { tableService } from '../../simulation/tableService';
import { virtualTime } from '../../simulation/virtualTime';
import { randomFrom } from '../../tenant/world/random';
import { NOW } from '../domain/builders';
import { aRawMfaSignIn, aRawSignIn } from '../jobs/rawSignIn';
import { streamed } from '../jobs/streamWorld';

const CONFIG = readConfig({
  SIGN_IN_SOURCE: 'eventHub',
  EVENT_HUB_NAME: 'sign-ins',
  EVENT_HUB__fullyQualifiedNamespace: 'contoso.servicebus.example',
  TABLES_ENDPOINT: 'http://127.0.0.1:1',
  MAIL_MODE: 'outbox',
  OUTBOX_DIR: '/nowhere',
});
const CREATED = isoTime(NOW - 60 * HOUR_MS);
const IDS = ['a', 'b', 'c', 'd'];

/** Versions of a few sign-ins of one settled bucket come within two minutes, while the timer runs again and again. */
async function storedAfter(seed: number): Promise<string[]> {
  const random = randomFrom(seed, 'crossing');
  const time = virtualTime(NOW);
  const service = tableService();
  const productOn = (trouble: number) => {
    const on = machine({
      ...{ time, random, trouble, kinds: MILD_TROUBLES, latencyMs: 2_000, skewMs: 0 },
      endsMs: time.now() + HOUR_MS,
    });
    const absent = {} as never;
    return compose(CONFIG, {
      ...{ graph: absent, arm: absent, mailer: absent },
      tables: service.reachedFrom(on, random),
      ...{ clock: on.clock, wait: on.wait },
    });
  };
  const settle = async (trouble: number) => {
    const deps = { ...productOn(trouble).settle, readTenantId: async () => null };
    await settleSignIns(deps, new Date(time.now())).catch(() => undefined);
  };
  const ingest = async (body: unknown, sequence: number): Promise<void> => {
    const place = { sequence, enqueuedAt: isoTime(NOW) };
    const batch = { bodies: [body], place: { partition: String(sequence), first: place, last: place } };
    await ingestEvents(productOn(0.1).ingest, batch, new Date(time.now())).catch(() =>
      ingest(body, sequence),
    );
  };
  void productOn(0).settle.noteHearing({ at: NOW, watchedMs: 9 * HOUR_MS, partitions: {} }, null);
  await time.passUntil(NOW + MINUTE_MS);
  const within = () => NOW + MINUTE_MS + random.whole(0, 120) * 1_000;
  const versions = IDS.flatMap((id) =>
    [aRawSignIn, aRawMfaSignIn].map((record, minutes) =>
      streamed(record({ id, createdDateTime: CREATED }), NOW - 50 * HOUR_MS + minutes * MINUTE_MS),
    ),
  );
  // The last one stays a finding.
  for (const [index, version] of versions.slice(0, -1).entries()) {
    time.at(within(), () => void ingest({ records: [version] }, index));
  }
  for (let run = 0; run < 5; run++) time.at(within(), () => void settle(0.1));
  for (const hours of [2, 3]) time.at(NOW + hours * HOUR_MS, () => void settle(0));
  await time.passUntil(NOW + 5 * HOUR_MS);
  return service.rows('findings').map(({ id }) => String(id));
}

test('whatever crosses, each version that came is judged in the end', async () => {
  for (let seed = 1; seed <= 60; seed++) expect([seed, await storedAfter(seed)]).toEqual([seed, ['d']]);
}, 60_000);
