import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WatchError } from '../shared/domain/watchError';

const HOST = '127.0.0.1';
/** Azurite's built-in account; its key is public. */
const ACCOUNT = 'devstoreaccount1';
const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 10_000;
const OUTPUT_KEPT = 4_000;
const MOST_TRIES = 5;

/**
 * Runs inside the Azurite process. The channel to its parent closes if the parent stops it or dies in any way, a kill
 * included. Then Azurite saves and ends, so that none is ever left behind.
 */
const GUARD = `
  process.on('disconnect', () => {
    process.emit('message', 'shutdown');
    setTimeout(() => process.exit(), 5000).unref();
  });
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
`;

export type Azurite = {
  /** `http://127.0.0.1:<port>/devstoreaccount1` */
  readonly tablesEndpoint: string;
  /** Saves, and ends the process. Calling it again changes nothing. */
  readonly stop: () => Promise<void>;
};

type AzuriteOptions = {
  /** The folder for the tables; without it they live in memory. */
  readonly location?: string;
  /** Picks a port that is free now. */
  readonly pickPort?: () => Promise<number>;
};

/** Azurite did not start; the message ends with what it printed. */
class AzuriteError extends WatchError {
  readonly code = 'azuriteFailed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AzuriteError';
  }
}

/**
 * Starts the table service of Azurite, Microsoft's storage emulator, as a process of its own on a free port.
 *
 * @throws AzuriteError if it is not installed, ends at once, or is not ready within 30 s
 */
export async function startAzurite({
  pickPort = freePort,
  ...options
}: AzuriteOptions = {}): Promise<Azurite> {
  for (let tries = 1; ; tries++) {
    const port = await pickPort();
    const child = launch(port, options);
    const failure = await untilReady(child);
    if (failure === null)
      return { tablesEndpoint: `http://${HOST}:${port}/${ACCOUNT}`, stop: () => end(child) };
    await end(child);
    // Another program may take the port in the meantime.
    if (tries === MOST_TRIES || !failure.includes('EADDRINUSE'))
      throw new AzuriteError(`Azurite did not start: ${failure}`);
  }
}

function launch(port: number, { location }: AzuriteOptions): ChildProcess {
  const storage = location === undefined ? ['--inMemoryPersistence'] : ['--location', location];
  const quiet = ['--silent', '--skipApiVersionCheck', '--disableTelemetry'];
  return fork(tableService(), ['--tableHost', HOST, '--tablePort', `${port}`, ...quiet, ...storage], {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(GUARD)}`],
    // No outside variables: AZURITE_ACCOUNTS, for example, would replace the account.
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl+C reaches the whole process group, but the functions still have to save. On Windows this would open a console.
    detached: process.platform !== 'win32',
  });
}

function tableService(): string {
  try {
    return require.resolve('azurite/dist/src/table/main.js');
  } catch (error) {
    throw new AzuriteError('Azurite is not installed. Run "npm install" with development dependencies.', {
      cause: error,
    });
  }
}

/** `null` once Azurite listens, else the reason why it does not. */
function untilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let output = '';
    const late = setTimeout(
      () => resolve(`not ready after ${START_WITHIN_MS} ms. ${output}`),
      START_WITHIN_MS,
    );
    const settle = (failure: string | null) => {
      clearTimeout(late);
      resolve(failure);
    };
    // Read to the end, or the process would block on a full pipe.
    const read = (chunk: Buffer) => {
      output = (output + chunk).slice(-OUTPUT_KEPT);
      if (output.includes('successfully started')) settle(null);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => settle(error.message));
    child.once('close', (code) => settle(`it ended with code ${code}. ${output}`));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  const giveUp = new AbortController();
  const late = delay(STOP_WITHIN_MS, 'late', { signal: giveUp.signal });
  if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
  giveUp.abort();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
