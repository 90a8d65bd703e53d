/** Each round of `npm run bench -- start` runs this: it loads the app of a folder as a worker does, and says when it is ready. */
import { functionsCore, noRegistrations } from '../local/host/functionsCore';
import { interceptRequire } from '../local/host/interceptRequire';
import { loadApp } from '../local/host/loadApp';

const appRoot = process.argv[2];
if (appRoot !== undefined) {
  const registrations = noRegistrations();
  const log = () => {};
  loadApp(appRoot, registrations, interceptRequire(functionsCore(registrations, log)));
}
process.stdout.write('ready');
