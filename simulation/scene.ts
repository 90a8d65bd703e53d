import { type Random, randomFrom } from '../local/tenant/world/random';
import type { World } from '../local/tenant/world/world';
import { compose, type Services } from '../shared/compose';
import { type Config, readConfig } from '../shared/config';
import { type GraphService, graphService } from './graphService';
import { type MachineOptions, machine } from './machine';
import { type MailService, mailService } from './mailService';
import { type TableService, tableService } from './tableService';
import { type VirtualTime, virtualTime } from './virtualTime';

/** Everything outside the product, and time. */
export type Scene = {
  readonly time: VirtualTime;
  /** Of the machines and what befalls them. */
  readonly random: Random;
  readonly world: World;
  readonly tables: TableService;
  readonly graph: GraphService;
  readonly mail: MailService;
};

export type SceneOptions = {
  readonly seed: number;
  readonly world: World;
  readonly startMs: number;
  /** From then on no mail that was taken is dropped. */
  readonly calmFrom: number;
};

export function makeScene({ seed, world, startMs, calmFrom }: SceneOptions): Scene {
  const random = randomFrom(seed, 'faults');
  const time = virtualTime(startMs);
  return {
    time,
    random,
    world,
    tables: tableService(),
    graph: graphService(world, time.now, random.whole(3, 60)),
    mail: mailService(time.now, randomFrom(seed, 'mail'), {
      dropped: random.pick([0, 0.1]),
      until: calmFrom,
    }),
  };
}

export const RECIPIENTS: readonly string[] = ['alex@contoso.example', 'sam@fabrikam.example'];

const CONFIG: Config = readConfig({
  TABLES_ENDPOINT: 'http://127.0.0.1:1',
  MAIL_MODE: 'outbox',
  OUTBOX_DIR: '/nowhere',
  DIGEST_RECIPIENTS: RECIPIENTS.join(','),
  DIGEST_WHEN_QUIET: 'daily',
});

/** The product, composed anew on a machine of its own. */
export function productOn(
  scene: Scene,
  options: Omit<MachineOptions, 'time' | 'random'>,
): { readonly services: Services; readonly clock: () => number } {
  const { time, random } = scene;
  const on = machine({ ...options, time, random });
  const services = compose(CONFIG, {
    graph: scene.graph.reachedFrom(on),
    tables: scene.tables.reachedFrom(on, random),
    mailer: scene.mail.reachedFrom(on),
    clock: on.clock,
  });
  return { services, clock: on.clock };
}
