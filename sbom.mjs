/**
 * The bill of materials of a bundle, as CycloneDX: the packages that left code in it, and no other. `npm sbom` lists what is installed
 * instead, and every package here is a devDependency. https://cyclonedx.org/docs/1.6/json/ (read 2026-11-30)
 *
 * The same sources give the same bytes: it has no time and no serial number.
 */
import { readFile } from 'node:fs/promises';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { IN_LOCK } from './licences.mjs';

const SHA512 = 'sha512-';

/**
 * @param packages of the bundle: packagesIn
 * @param product package.json of ours
 */
export async function sbomFor(packages, { name, version, license }) {
  const hashes = await hashesByPackage();
  const components = new Map(packages.map((one) => [one.id, componentOf(one, hashes.get(one.id))]));
  const root = new Models.Component(Enums.ComponentType.Application, name, {
    version,
    bomRef: `${name}@${version}`,
    purl: purlOf(name, version),
    licenses: licencesOf(license),
  });
  for (const { id, imports, isOurs } of packages) {
    const component = components.get(id);
    if (isOurs) root.dependencies.add(component.bomRef);
    for (const imported of imports) component.dependencies.add(components.get(imported).bomRef);
  }
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: root }),
    components: new Models.ComponentRepository(components.values()),
  });
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf({ id, name, version, license }, integrity) {
  const [, group, inGroup = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  return new Models.Component(Enums.ComponentType.Library, inGroup, {
    ...(group === undefined ? {} : { group }),
    version,
    bomRef: id,
    purl: purlOf(name, version),
    licenses: licencesOf(license),
    hashes: new Models.HashDictionary(
      integrity === undefined ? [] : [[Enums.HashAlgorithm['SHA-512'], integrity]],
    ),
  });
}

function licencesOf(license) {
  const one = / (OR|AND|WITH) /.test(license)
    ? new Models.LicenseExpression(license)
    : new Models.SpdxLicense(license);
  return new Models.LicenseRepository([one]);
}

/** https://github.com/package-url/purl-spec/blob/main/types/npm-definition.json (read 2026-11-30) */
function purlOf(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** Of the archives that npm installs, as package-lock.json has them. */
async function hashesByPackage() {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const hashes = new Map();
  for (const [path, { version, integrity }] of Object.entries(packages)) {
    const [, name] = IN_LOCK.exec(path) ?? [];
    if (name === undefined || !integrity?.startsWith(SHA512)) continue;
    hashes.set(`${name}@${version}`, Buffer.from(integrity.slice(SHA512.length), 'base64').toString('hex'));
  }
  return hashes;
}
