import { join, relative } from 'node:path';
import { z } from 'zod';
import type { ProgrammingModel } from './coreApi';
import { entryPoints } from './entryPoints';
import type { Registrations } from './functionsCore';
import { runHooks } from './hooks';
import { HostError, messageOf } from './hostError';
import type { AppLoader } from './interceptRequire';
import { readJsonFile } from './jsonFile';

const packageJson = z.object({ main: z.string().min(1).optional() });
const hostJson = z.object({
  extensions: z.object({ http: z.object({ routePrefix: z.string().optional() }).optional() }).optional(),
});

/** What precedes each route, without slashes around it: `api` unless host.json says otherwise. */
export function readRoutePrefix(appRoot: string): string {
  const settings = readJsonFile(join(appRoot, 'host.json'), hostJson);
  if (!settings) {
    throw new HostError('badFile', 'No host.json here: start in the folder of the app, or name that folder.');
  }
  return (settings.extensions?.http?.routePrefix ?? 'api').replace(/^\/+|\/+$/g, '');
}

/**
 * Runs the entry points of the app and its `appStart` hooks; from then on nothing more can register.
 *
 * @throws HostError when there is nothing to load, when loading fails, or when nothing was registered
 */
export async function loadApp(appRoot: string, app: Registrations, loader: AppLoader): Promise<void> {
  for (const file of filesToLoad(appRoot)) {
    try {
      loader.load(file);
    } catch (error) {
      if (error instanceof HostError) throw error;
      const name = relative(appRoot, file);
      throw new HostError('loadFailed', `${name} failed while loading: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
  await refuseStreaming(app.model);
  const { appHookData, appOnlyHookData: hookData } = app;
  await runHooks(app, 'appStart', { hookData, appHookData, functionAppDirectory: appRoot });
  app.started = true;
}

function filesToLoad(appRoot: string): readonly string[] {
  const main = readJsonFile(join(appRoot, 'package.json'), packageJson)?.main;
  if (main === undefined) {
    throw new HostError(
      'noEntryPoint',
      'package.json names no "main": set it to the file that registers the functions.',
    );
  }
  const files = entryPoints(appRoot, main);
  if (files.length > 0) return files;
  throw new HostError(
    'noEntryPoint',
    `No file matches "main" of package.json, "${main}": build the app first.`,
  );
}

/** Asks for the capabilities as the worker does at the end of the start: that also closes `app.setup`. */
async function refuseStreaming(model: ProgrammingModel | null): Promise<void> {
  if (!model) {
    throw new HostError(
      'noFunctions',
      'The app registered no function: does "main" of package.json name the right files?',
    );
  }
  const capabilities = await model.getCapabilities({});
  if (!capabilities.HttpUri) return;
  throw new HostError(
    'unsupported',
    'This host cannot stream HTTP: leave enableHttpStream out of app.setup.',
  );
}
