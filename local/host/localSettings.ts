import { join } from 'node:path';
import { z } from 'zod';
import { HostError } from './hostError';
import { readJsonFile } from './jsonFile';

const schema = z.object({
  IsEncrypted: z.boolean().optional(),
  Values: z.record(z.string(), z.string('must be text, in quotes')).default({}),
});

/**
 * The `Values` of `local.settings.json`, which `func start` puts into the environment; empty if there is no such file.
 *
 * @throws HostError `badFile` if the file is not JSON, has a value that is not text, or is encrypted
 */
export function readLocalSettings(appRoot: string): Readonly<Record<string, string>> {
  const settings = readJsonFile(join(appRoot, 'local.settings.json'), schema);
  if (settings?.IsEncrypted) {
    throw new HostError('badFile', 'local.settings.json is encrypted: run "func settings decrypt" first.');
  }
  return settings?.Values ?? {};
}
