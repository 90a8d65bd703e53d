/**
 * A program that `npm run bench -- load` starts: the deployed app in the local host, as built. Its timers never run.
 *
 * Argument: the URL of the tables. It sends its URL to the program that started it, and then what it has used, when asked.
 */
import { join } from 'node:path';
import { startHost } from '../local/host/host';
import { answerUsage } from './programUsage';

async function main(tablesUrl = ''): Promise<void> {
  answerUsage();
  Object.assign(process.env, {
    TABLES_ENDPOINT: tablesUrl,
    // Nothing listens there: a request to Graph would fail at once.
    GRAPH_ENDPOINT: 'http://127.0.0.1:9',
    ARM_ENDPOINT: 'http://127.0.0.1:9',
    MAIL_MODE: 'outbox',
    OUTBOX_DIR: '/nowhere',
    POLL_SCHEDULE: NEVER,
    POSTURE_SCHEDULE: NEVER,
    DIGEST_SCHEDULE: NEVER,
  });
  const appRoot = join(__dirname, '../package');
  const host = await startHost({ appRoot, env: process.env, port: 0, log: () => {}, schedules: 'later' });
  process.once('disconnect', () => process.exit());
  process.send?.(host.url);
}

const NEVER = '0 0 0 31 12 *';

void main(process.argv[2]);
