import { resolve } from 'node:path';
import { DEFAULT_SCHEDULES, readConfig } from '../../shared/config';
import { startHost } from '../host/host';
import { readLocalSettings } from '../host/localSettings';
import { cloneRoot } from './packageRoot';
import { type Terminal, untilStopped } from './terminal';

export type ServeOptions = { readonly app?: string; readonly port: number };

/** Runs the function app until it is stopped. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const appRoot = options.app === undefined ? cloneRoot('serve') : resolve(options.app);
  applySettings({ ...DEFAULT_SCHEDULES, ...readLocalSettings(appRoot) }, terminal.env);
  // Reports all bad settings at once, before anything starts; the app itself would report them at its first request.
  readConfig(terminal.env);
  const host = await startHost({ appRoot, port: options.port, env: terminal.env });
  for (const { name, trigger } of host.functions) terminal.stderr.write(`${name}: ${trigger}\n`);
  terminal.stdout.write(`Serving on ${host.url}. Press Ctrl-C to stop.\n`);
  await untilStopped();
  await host.stop();
}

/** The app reads its settings from the environment, which wins over any file, as with `func start`. */
function applySettings(settings: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(settings)) env[name] ??= value;
}
