/**
 * A program that `npm run bench -- load` starts: the deployed app in the local host, as built. Its timers never run.
 *
 * Argument: the settings as JSON, which are its environment too. It sends its URL to the program that started it, and then what it
 * has used, when asked.
 */
import { join } from 'node:path';
import { startHost } from '../local/host/host';
import { answerUsage } from './programUsage';

async function main(settings = '{}'): Promise<void> {
  answerUsage();
  const appRoot = join(__dirname, '../package');
  const env: Record<string, string> = JSON.parse(settings);
  const host = await startHost({ appRoot, env, port: 0, log: () => {}, schedules: 'later' });
  process.once('disconnect', () => process.exit());
  process.send?.(host.url);
}

void main(process.argv[2]);
