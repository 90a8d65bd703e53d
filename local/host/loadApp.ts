import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProgrammingModel } from './coreApi';
import type { Registrations } from './functionsCore';
import { HostError, messageOf } from './hostError';
import type { AppLoader } from './interceptRequire';
import { readJsonFile } from './jsonFile';

const packageJson = z.object({ main: z.string().min(1).optional() });
const hostJson = z.object({
  extensions: z
    .object({
      http: z
        .object({
          routePrefix: z.string().optional(),
          customHeaders: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
});

/** What host.json says of HTTP. */
export type HttpSettings = {
  /** The prefix of each route, without slashes around it: `api` unless host.json sets another. */
  readonly routePrefix: string;
  /** Headers that each answer gets if it does not have them, by their names in lower case. */
  readonly customHeaders: Readonly<Record<string, string>>;
};

export function readHttpSettings(appRoot: string): HttpSettings {
  const settings = readJsonFile(join(appRoot, 'host.json'), hostJson);
  if (!settings) {
    throw new HostError('badFile', 'No host.json here: start in the folder of the app, or name that folder.');
  }
  const { routePrefix = 'api', customHeaders = {} } = settings.extensions?.http ?? {};
  const inLowerCase = Object.entries(customHeaders).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    routePrefix: routePrefix.replace(/^\/+|\/+$/g, ''),
    customHeaders: Object.fromEntries(inLowerCase),
  };
}

/** An app that has registered its functions. */
export type LoadedApp = Pick<Registrations, 'functions'> & { readonly model: ProgrammingModel };

/**
 * Runs the file that `main` of package.json names; from then on nothing more can register.
 *
 * @throws HostError if there is no such file, if it throws, or if it registers nothing
 */
export function loadApp(appRoot: string, registrations: Registrations, loader: AppLoader): LoadedApp {
  const main = mainOf(appRoot);
  try {
    loader.load(join(appRoot, main));
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw new HostError('loadFailed', `${main} failed while loading: ${messageOf(error)}`, { cause: error });
  }
  registrations.started = true;
  const { functions, model } = registrations;
  if (model) return { functions, model };
  throw new HostError(
    'noFunctions',
    'The app registered no function: does "main" of package.json name the right file?',
  );
}

function mainOf(appRoot: string): string {
  const main = readJsonFile(join(appRoot, 'package.json'), packageJson)?.main;
  if (main === undefined) {
    throw new HostError(
      'noEntryPoint',
      'package.json names no "main": set it to the file that registers the functions.',
    );
  }
  if (existsSync(join(appRoot, main))) return main;
  throw new HostError(
    'noEntryPoint',
    `package.json names "${main}", which does not exist: build the app first.`,
  );
}
