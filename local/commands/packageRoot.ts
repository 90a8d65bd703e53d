import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of our own package.json and host.json, wherever this file was built to. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'host.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No host.json above ${__dirname}: the package is not complete.`);
    folder = parent;
  }
  return folder;
}
