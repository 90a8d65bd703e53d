/**
 * The licences that a package may have. A package in a bundle is passed on with it, so its licence must ask for no more than that its text
 * goes along (notices.mjs). A package for development alone is passed on to nobody.
 *
 * `npm run licences` lists the packages of both kinds by licence, and fails if nobody has looked at one of them.
 */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/** By their SPDX ids: https://spdx.org/licenses (read 2026-11-30). */
const BUNDLED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Unlicense'];

/** Each beside those above. */
const FOR_DEVELOPMENT = [
  'BlueOak-1.0.0',
  // Data about browsers, in caniuse-lite.
  'CC-BY-4.0',
  'CC0-1.0',
  'LicenseRef-public-domain',
  // axe-core: its own files, unchanged, in tests.
  'MPL-2.0',
  'Python-2.0',
];

/** Packages whose manifest has no SPDX expression, and what their text says. */
const READ_BY_HAND = { 'uri-templates': 'LicenseRef-public-domain' };

/** The name of a package, in its path in package-lock.json. */
export const IN_LOCK = /node_modules\/((?:@[^/]+\/)?[^/]+)$/;

/** @throws Error if the package may not be passed on */
export function requireAllowed({ id, license }) {
  if (isAllowed(license, BUNDLED)) return;
  throw new Error(
    `${id} cannot be bundled: its licence is ${JSON.stringify(license)}. licences.mjs has those that may be.`,
  );
}

/** Of licences to choose from, one suffices. Else each that the expression names must be allowed. */
function isAllowed(expression, allowed) {
  if (typeof expression !== 'string') return false;
  const ids = expression.split(/[\s()]+/).filter((word) => word !== '' && word !== 'AND' && word !== 'OR');
  const isIn = (id) => allowed.includes(id);
  const isChoice = !/ (AND|WITH) /.test(expression);
  return ids.length > 0 && (isChoice ? ids.some(isIn) : ids.every(isIn));
}

function installed({ packages }) {
  return Object.entries(packages).flatMap(([path, { version, license }]) => {
    const [, name] = IN_LOCK.exec(path) ?? [];
    return name === undefined ? [] : [{ id: `${name}@${version}`, license: READ_BY_HAND[name] ?? license }];
  });
}

async function report() {
  const read = async (file) => JSON.parse(await readFile(file, 'utf8'));
  const boms = await Promise.all(['dist/package/sbom.cdx.json', 'dist/npx/sbom.cdx.json'].map(read));
  const bundled = new Map(
    boms.flatMap(({ components }) => components.map((one) => [one['bom-ref'], licenceIn(one)])),
  );
  const others = new Map(
    installed(await read('package-lock.json'))
      .filter(({ id }) => !bundled.has(id))
      .map(({ id, license }) => [id, license]),
  );
  process.stdout.write(`${table('bundled', bundled)}\n${table('for development alone', others)}`);
  for (const [id, license] of others) {
    if (isAllowed(license, [...BUNDLED, ...FOR_DEVELOPMENT])) continue;
    process.stderr.write(
      `${id}: nobody has looked at its licence, ${JSON.stringify(license)}, in licences.mjs.\n`,
    );
    process.exitCode = 1;
  }
}

function licenceIn({ licenses: [{ license, expression }] }) {
  return expression ?? license.id;
}

function table(title, packages) {
  const licences = [...new Set(packages.values())].sort();
  const lines = licences.map((license) => {
    const ids = [...packages].filter(([, one]) => one === license).map(([id]) => id);
    return `  ${license} (${ids.length}): ${ids.sort().join(', ')}`;
  });
  return `${title}: ${packages.size} packages\n${lines.join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await report();
