/**
 * Packs the folder `dist/package` of the build into `dist/mfa-watch.zip`, which is deployed.
 * The same sources give the same bytes, on any machine and at any time.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

const out = process.argv[2] ?? 'dist';
// The earliest time that a zip can hold. Zip times have no zone: local time gives the same bytes in every zone.
const mtime = new Date(1980, 0, 1);

const folder = join(out, 'package');
const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const entries = await Promise.all(
  files.map(async (file) => [relative(folder, file).split(sep).join('/'), await readFile(file)]),
);
entries.sort(([a], [b]) => (a < b ? -1 : 1));
await writeFile(join(out, 'mfa-watch.zip'), zipSync(Object.fromEntries(entries), { mtime, level: 9 }));
