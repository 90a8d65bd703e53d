import { compose, type Services } from '../shared/compose';
import { type Config, readConfig } from '../shared/config';
import { makeExchange, PROMPT } from '../tenant/exchange/exchange';
import { WORKSPACE } from '../tenant/workspace/ways';
import { type Random, randomFrom } from '../tenant/world/random';
import type { World } from '../tenant/world/world';
import { type ArmService, armService } from './armService';
import { type EventHub, eventHubOf } from './eventHub';
import { type GraphService, graphService } from './graphService';
import type { Life } from './life';
import { type LogAnalyticsService, logAnalyticsService } from './logAnalyticsService';
import { type MachineOptions, machine } from './machine';
import { mailboxService } from './mailboxService';
import { type MailService, mailService } from './mailService';
import { type TableService, tableService } from './tableService';
import { type VirtualTime, virtualTime } from './virtualTime';
import { drawWatched, type WatchedAccounts } from './watched';

/** Everything outside the product, and time. */
export type Scene = {
  readonly time: VirtualTime;
  readonly life: Life;
  /** Decides about the machines and their trouble. */
  readonly random: Random;
  readonly world: World;
  readonly config: Config;
  readonly tables: TableService;
  /** If the product reads its log there. */
  readonly hub: EventHub | null;
  readonly graph: GraphService;
  /** If the product reads its log there. */
  readonly workspace: LogAnalyticsService | null;
  readonly arm: ArmService;
  readonly mail: MailService;
  readonly watched: WatchedAccounts;
};

export type SceneOptions = {
  readonly seed: number;
  readonly life: Life;
  readonly world: World;
  readonly startMs: number;
  /** From then on no mail that was taken is dropped. */
  readonly calmFrom: number;
  readonly endsAt: number;
  readonly onWrite: Parameters<typeof tableService>[0];
};

export function makeScene({ seed, life, world, startMs, calmFrom, endsAt, onWrite }: SceneOptions): Scene {
  const random = randomFrom(seed, 'faults');
  const time = virtualTime(startMs);
  const watched = drawWatched(seed, world, life.settings);
  const momentOf = (part: number) => startMs + Math.min(part, 1) * (calmFrom - startMs);
  const timed = <C>(refusal: { readonly code: C; readonly from: number; readonly to: number } | null) =>
    refusal && { code: refusal.code, fromMs: momentOf(refusal.from), toMs: momentOf(refusal.to) };
  const ways = { ...life.tenant, refusal: timed(life.tenant.refusal) };
  const exchange = makeExchange(
    randomFrom(seed, 'exchange'),
    life.mail.mode === 'graph' ? life.mail.exchange : PROMPT,
  );
  const graph = graphService({ world, exchange }, time.now, ways);
  const trouble = { dropped: random.pick([0, 0.1, 0.5]), until: calmFrom };
  return {
    time,
    life,
    random,
    world,
    config: configOf(life, watched),
    watched,
    tables: tableService(onWrite),
    hub: life.source === 'eventHub' ? eventHubOf(world, seed, endsAt) : null,
    graph,
    workspace:
      life.source === 'logAnalytics'
        ? logAnalyticsService(world, time.now, {
            ...life.workspace,
            refusal: timed(life.workspace.refusal),
          })
        : null,
    arm: armService(world, time.now, life.tenant.pageSize),
    mail:
      life.mail.mode === 'graph'
        ? mailboxService(graph, exchange, random)
        : mailService(time.now, randomFrom(seed, 'mail'), trouble),
  };
}

function configOf({ settings, source }: Life, watched: WatchedAccounts): Config {
  const { timeZone, whenQuiet, recipients, toGlobalAdmins, urgentMail } = settings;
  return readConfig({
    SIGN_IN_SOURCE: source,
    EVENT_HUB_NAME: 'sign-ins',
    EVENT_HUB__fullyQualifiedNamespace: 'nowhere.invalid',
    TABLES_ENDPOINT: 'http://127.0.0.1:1',
    LOG_ANALYTICS_WORKSPACE_ID: WORKSPACE.id,
    MAIL_MODE: 'outbox',
    OUTBOX_DIR: '/nowhere',
    DIGEST_RECIPIENTS: recipients.join(','),
    DIGEST_TO_GLOBAL_ADMINS: String(toGlobalAdmins),
    DIGEST_TIME_ZONE: timeZone,
    DIGEST_WHEN_QUIET: whenQuiet,
    BREAK_GLASS_ACCOUNTS: watched.setting,
    URGENT_MAIL: String(urgentMail),
  });
}

/** The product, composed again on a machine of its own. */
export function productOn(
  scene: Scene,
  options: Omit<MachineOptions, 'time' | 'random' | 'kinds' | 'latencyMs'>,
): { readonly services: Services; readonly clock: () => number } {
  const { time, random } = scene;
  const { kinds, latencyMs } = scene.life.faults;
  const on = machine({ ...options, time, random, kinds, latencyMs });
  const services = compose(scene.config, {
    graph: scene.graph.reachedFrom(on, random),
    arm: scene.arm.reachedFrom(on),
    workspace: scene.workspace?.reachedFrom(on, random) ?? null,
    tables: scene.tables.reachedFrom(on, random),
    mailer: scene.mail.reachedFrom(on),
    clock: on.clock,
    wait: on.wait,
  });
  return { services, clock: on.clock };
}
