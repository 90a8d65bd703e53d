import { connectArm } from '../../shared/arm/connectArm';
import { compose, type Services } from '../../shared/compose';
import { readConfig } from '../../shared/config';
import { connectGraph } from '../../shared/graph/connectGraph';
import { previewDigest } from '../../shared/jobs/digest/previewDigest';
import { allViews } from '../../shared/jobs/onDemand/accountViews';
import { buildReport } from '../../shared/jobs/onDemand/buildReport';
import { pollSignIns } from '../../shared/jobs/poll/pollSignIns';
import { refreshPosture } from '../../shared/jobs/posture/refreshPosture';
import type { Tables } from '../../shared/tables/connect';
import type { World } from '../../tenant/world/world';
import { mailerThat } from '../jobs/aMailer';
import { aTenant } from '../tenant/aTenant';
import { scopesOf } from './azure';
import type { TenantFixture } from './fixture';
import { upnOf } from './people';
import { worldOf } from './world';

export type Watched = Awaited<ReturnType<typeof watched>>;

/** The functions of the product over a tenant, at the moment of its test. */
export async function servicesOver(
  tenant: TenantFixture,
  tables: Tables,
  { world = worldOf(tenant) }: { readonly world?: World } = {},
): Promise<Services> {
  const clock = () => Date.parse(tenant.now);
  const { url } = await aTenant({
    world,
    now: clock,
    licence: tenant.licence,
    securityDefaults: tenant.securityDefaults,
    azureScopes: scopesOf(tenant),
  });
  const over = { endpoint: url, token: async () => 'local', now: clock, wait: async () => {} };
  return compose(
    readConfig({
      AZURE_CLOUD: tenant.cloud,
      TABLES_ENDPOINT: 'http://127.0.0.1:1',
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: '/nowhere',
      BREAK_GLASS_ACCOUNTS: tenant.breakGlass.map((name) => upnOf(tenant, name)).join(','),
    }),
    {
      graph: connectGraph({ ...over, paced: false }),
      arm: connectArm(over),
      tables,
      mailer: mailerThat(async () => ({ kind: 'sent' })),
      clock,
    },
  );
}

/** The report and the mail on a tenant after its first poll, through the whole product except the browser. */
export async function watched(tenant: TenantFixture, tables: Tables) {
  const nowMs = Date.parse(tenant.now);
  const now = new Date(nowMs);
  const services = await servicesOver(tenant, tables);
  const poll = await pollSignIns(services.poll, now).catch((error: Error & { code?: string }) => error.code);
  const { problems } = await refreshPosture(services.posture, now);
  return {
    poll,
    problems,
    report: await buildReport(services.report, now),
    mail: await previewDigest(services.digest, now),
    views: await allViews(services.report, nowMs),
  };
}
