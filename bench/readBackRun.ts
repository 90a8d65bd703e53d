/**
 * A program that `npm run bench -- read-back` starts: reads a tenant back with the jobs that are deployed, and does the same reads
 * without them, by turns.
 *
 * Arguments: the URL of the tables, and how often each is done.
 */
import { compose } from '../shared/compose';
import { readConfig } from '../shared/config';
import { DAY_MS, isoTime } from '../shared/domain/time';
import { composeToday } from '../shared/jobs/digest/composeToday';
import { buildReport } from '../shared/jobs/onDemand/buildReport';
import { connectTables } from '../shared/tables/connect';
import { NOW } from './page';
import { notingReads, type Read, readAgain } from './readBackReads';
import { timed } from './timed';

async function main(tablesUrl = '', rounds = 3): Promise<void> {
  const reads: Read[] = [];
  const tables = connectTables({ endpoint: tablesUrl, credential: null });
  const graph = { get: async () => ({ value: [{ id: 'contoso', displayName: 'Contoso' }] }) };
  const services = compose(
    readConfig({
      TABLES_ENDPOINT: tablesUrl,
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: '/nowhere',
      DIGEST_TO_GLOBAL_ADMINS: 'false',
      DIGEST_RECIPIENTS: 'admin@contoso.example',
    }),
    {
      graph: graph as never,
      arm: {} as never,
      tables: notingReads(tables, reads),
      mailer: {} as never,
      clock: () => NOW,
    },
  );
  const all = {
    from: null,
    to: null,
    user: null,
    app: null,
    verdict: null,
    limit: 1_000,
    continuation: null,
  };
  const first = await services.listFindings(all);
  const user = first.findings.find(({ userId }) => userId !== null)?.userId ?? null;
  const work: Readonly<Record<string, () => Promise<unknown>>> = {
    'first page': () => services.listFindings(all),
    'later page': () => services.listFindings({ ...all, continuation: first.continuation }),
    'page of a span': () =>
      services.listFindings({ ...all, from: isoTime(NOW - 9 * DAY_MS), to: isoTime(NOW - 8 * DAY_MS) }),
    'page of a user': () => services.listFindings({ ...all, user }),
    'page of an app': () => services.listFindings({ ...all, app: 'azureCli' }),
    'page of a verdict': () => services.listFindings({ ...all, verdict: 'withoutMfa' }),
    digest: () =>
      composeToday(services.digest, {
        localDay: isoTime(NOW).slice(0, 10),
        now: NOW,
        lastSent: null,
        tries: 1,
      }),
    report: () => buildReport(services.report, new Date(NOW)),
  };
  for (const [name, run] of Object.entries(work)) {
    for (let round = 0; round < (name === 'report' ? 1 : rounds); round++) {
      reads.length = 0;
      const product = await timed(run);
      const again = [...reads];
      const floor = await timed(() => readAgain(tables, again));
      const requests = again.reduce((sum, read) => sum + ('pages' in read ? read.pages : 1), 0);
      process.stdout.write(
        `${JSON.stringify({ name, requests, product: figures(product), floor: figures(floor) })}\n`,
      );
    }
  }
}

function figures({ wallMs, processorMs, peakMiB }: { wallMs: number; processorMs: number; peakMiB: number }) {
  return { wallMs, processorMs, peakMiB };
}

void main(process.argv[2], Number(process.argv[3]));
