/** What `npm run bench -- start` runs anew each time: loads the app of a folder as a worker does, and says when it is ready. */
import { functionsCore, noRegistrations } from '../local/host/functionsCore';
import { interceptRequire } from '../local/host/interceptRequire';
import { loadApp } from '../local/host/loadApp';

async function main(): Promise<void> {
  const appRoot = process.argv[2];
  if (appRoot === undefined) return;
  const app = noRegistrations();
  const log = () => {};
  await loadApp(appRoot, app, interceptRequire(functionsCore(app, log)));
}

void main().then(() => process.stdout.write('ready'));
