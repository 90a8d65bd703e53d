/**
 * A program that `npm run bench -- poll` starts: one poll, by the job that is deployed, with its real clients.
 *
 * Arguments: the URL of Graph, the URL of the tables, and (not while it is measured) a file for the steps of the poll.
 */
import { writeFile } from 'node:fs/promises';
import { connectArm } from '../shared/arm/connectArm';
import { compose } from '../shared/compose';
import { readConfig } from '../shared/config';
import { connectGraph } from '../shared/graph/connectGraph';
import { graphError } from '../shared/graph/graphError';
import { type WireFetch, wireFetch } from '../shared/http/wireFetch';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { connectTables } from '../shared/tables/connect';
import { NOW } from './page';
import { notingTables, type Step } from './pollSteps';
import { timed } from './timed';

async function main([graphUrl = '', tablesUrl = '', stepsFile]: readonly string[]): Promise<void> {
  const token = async () => 'local';
  const steps: Step[] = [];
  const notingFetch: WireFetch = (url, init) => {
    steps.push({ get: url });
    return wireFetch(graphError)(url, init);
  };
  const tables = connectTables({ endpoint: tablesUrl, credential: null });
  await tables.ensure();
  const isNoted = stepsFile !== undefined;
  const services = compose(
    readConfig({
      GRAPH_ENDPOINT: graphUrl,
      TABLES_ENDPOINT: tablesUrl,
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: '/nowhere',
    }),
    {
      graph: connectGraph({
        endpoint: graphUrl,
        token,
        paced: false,
        ...(isNoted && { fetch: notingFetch }),
      }),
      arm: connectArm({ endpoint: graphUrl, token }),
      tables: isNoted ? notingTables(tables, steps) : tables,
      mailer: { send: async () => ({ outcome: 'sent' }) } as never,
      clock: Date.now,
    },
  );
  const { summary, ...figures } = await timed(() => pollSignIns(services.poll, new Date(NOW)));
  if (isNoted) await writeFile(stepsFile, steps.map((step) => JSON.stringify(step)).join('\n'));
  process.stdout.write(JSON.stringify({ ...figures, summary }));
}

void main(process.argv.slice(2));
