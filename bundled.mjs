/** The packages of which a bundle holds code, with all that must be said of them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireAllowed } from './licences.mjs';

const FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/**
 * @param metafiles what esbuild reports about the parts of one product
 * @returns in the order of their names: the name, version, licence and folder of each package that left code in a part, the ids of those
 * that it imports, and whether our own code imports it. One version may lie in several folders, and is there once.
 * @throws Error if the licence of one is not allowed
 */
export async function packagesIn(metafiles) {
  const left = new Set(
    metafiles.flatMap(({ outputs }) =>
      Object.values(outputs).flatMap(({ inputs }) =>
        Object.entries(inputs)
          .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
          .map(([file]) => folderOf(file)),
      ),
    ),
  );
  left.delete(null);
  const manifests = new Map(await Promise.all([...left].map(manifestOf)));
  const packages = new Map();
  for (const [folder, { name, version, license }] of manifests) {
    const id = `${name}@${version}`;
    if (!packages.has(id)) packages.set(id, { id, name, version, license, folder, imports: new Set() });
  }
  const ours = new Set();
  for (const [from, to] of metafiles.flatMap(importsIn)) {
    const [importer, imported] = [manifests.get(from), manifests.get(to)];
    if (imported === undefined || from === to) continue;
    if (from === null) ours.add(idOf(imported));
    else if (importer !== undefined) packages.get(idOf(importer)).imports.add(idOf(imported));
  }
  const sorted = [...packages.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  for (const one of sorted) requireAllowed(one);
  return sorted.map((one) => ({ ...one, imports: [...one.imports].sort(), isOurs: ours.has(one.id) }));
}

function importsIn({ inputs }) {
  return Object.entries(inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ external }) => !external).map(({ path }) => [folderOf(file), folderOf(path)]),
  );
}

/** Of a package in node_modules; `null` for a file of ours. */
function folderOf(file) {
  return FOLDER.exec(file)?.[0] ?? null;
}

async function manifestOf(folder) {
  return [folder, JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))];
}

function idOf({ name, version }) {
  return `${name}@${version}`;
}
