import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { allowScripts, version } from '../package.json';

const ROOT = join(__dirname, '..');
const PACKAGES = ['package', 'npx'] as const;
const run = promisify(execFile);

type Component = {
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly [{ readonly license?: { readonly id: string }; readonly expression?: string }];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
};
type Bom = {
  readonly metadata: { readonly component: { readonly 'bom-ref': string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
};

const textOf = (name: string, file: string) => readFile(join(ROOT, 'dist', name, file), 'utf8');
const bomOf = async (name: string): Promise<Bom> => JSON.parse(await textOf(name, 'sbom.cdx.json'));
const idsOf = ({ components }: Bom) => components.map((one) => one['bom-ref']);

/**
 * The packages that a source map names, by its own paths: esbuild lists there each file that left code. A package that webpack made brings
 * names of its own: `webpack://@azure/functions/src/app.ts`.
 */
function packagesInMap(map: string, folder: string): Promise<string[]> {
  const { sources }: { readonly sources: readonly string[] } = JSON.parse(map);
  const folders = sources
    .map((source) => source.replace(/^webpack:\/\/(?=[@\w])/, `${ROOT}/node_modules/`))
    .map((source) => (source.startsWith('/') ? source : join(folder, source)))
    .map((source) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0])
    .filter((found) => found !== undefined);
  return Promise.all([...new Set(folders)].map(idIn));
}

async function idIn(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return `${manifest.name}@${manifest.version}`;
}

/** The packages in the report's script, which is a text in the bundles. */
async function packagesInReport(): Promise<string[]> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['shared/render/report/browser/main.tsx'],
    bundle: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    alias: { 'csv-stringify/sync': 'csv-stringify/browser/esm/sync' },
    minify: true,
    sourcemap: 'external',
    outfile: join(ROOT, 'report.js'),
    write: false,
    logLevel: 'error',
  });
  return packagesInMap(outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? '', ROOT);
}

describe('the bill of materials', () => {
  test.each(PACKAGES)('is valid CycloneDX: %s', async (name) => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    expect(await validator.validate(await textOf(name, 'sbom.cdx.json'))).toBeNull();
  });

  test('the check would notice one that is not valid', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    const bom = await bomOf('npx');
    const broken = JSON.stringify({ ...bom, components: [{ ...bom.components[0], type: 'package' }] });
    expect(await validator.validate(broken)).not.toBeNull();
  });

  test('of the app names the packages that left code in it, and no other', async () => {
    const maps = [
      ['dist', 'main.js.map'],
      ...(await readdir(join(ROOT, 'dist/later')))
        .filter((file) => file.endsWith('.map'))
        .map((file) => ['dist/later', file]),
    ] as const;
    const found = await Promise.all(
      maps.map(async ([folder = '', file = '']) =>
        packagesInMap(await readFile(join(ROOT, folder, file), 'utf8'), join(ROOT, folder)),
      ),
    );
    const bundled = new Set([...found.flat(), ...(await packagesInReport())]);
    expect(bundled.size).toBeGreaterThan(20);
    expect(idsOf(await bomOf('package')).sort()).toEqual([...bundled].sort());
  });

  test('of the command line names those of the app that it shares, its own, and none that is only used in tests', async () => {
    const [app, npx] = await Promise.all([bomOf('package'), bomOf('npx')]);
    const names = npx.components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
    for (const name of ['commander', 'csv-parse', 'zod', '@azure/identity', '@tanstack/table-core'])
      expect(names).toContain(name);
    for (const name of ['azurite', 'jest', 'esbuild', 'typescript']) expect(names).not.toContain(name);
    expect(idsOf(app).filter((id) => idsOf(npx).includes(id)).length).toBeGreaterThan(15);
  });

  test.each(PACKAGES)('has for each package its version, licence, address and checksum: %s', async (name) => {
    const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')).packages;
    const { components } = await bomOf(name);
    for (const one of components) {
      const full = one.group === undefined ? one.name : `${one.group}/${one.name}`;
      expect(one['bom-ref']).toBe(`${full}@${one.version}`);
      expect(one.purl).toBe(`pkg:npm/${full.replace('@', '%40')}@${one.version}`);
      expect(one.licenses[0].license?.id ?? one.licenses[0].expression).toMatch(/\w/);
      expect(one.hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[\da-f]{128}$/) }]);
    }
    const zod = components.find((one) => one.name === 'zod');
    const integrity = Buffer.from(zod?.hashes?.[0]?.content ?? '', 'hex').toString('base64');
    expect(`sha512-${integrity}`).toBe(lock['node_modules/zod'].integrity);
  });

  test.each(PACKAGES)('leads from the product to each package: %s', async (name) => {
    const bom = await bomOf(name);
    const root = bom.metadata.component['bom-ref'];
    expect(root).toBe(`mfa-watch@${version}`);
    const uses = new Map(bom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const open = [root];
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      if (reached.has(ref)) continue;
      reached.add(ref);
      open.push(...(uses.get(ref) ?? []));
    }
    expect([...reached].sort()).toEqual([root, ...idsOf(bom)].sort());
  });
});

describe('the licences', () => {
  test.each(PACKAGES)('stand in the package, for each package of its bill of materials: %s', async (name) => {
    const notices = await textOf(name, 'THIRD-PARTY-NOTICES.txt');
    const named = [...notices.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \((.+)\)$/gm)].map(
      ([, one, of]) => `${one}@${of}`,
    );
    expect(named.sort()).toEqual(idsOf(await bomOf(name)).sort());
    const texts = notices.split(`\n${'-'.repeat(80)}\n`);
    expect(texts).toHaveLength(named.length);
    for (const text of texts)
      expect(text).toMatch(
        /permission notice|Redistributions|Permission to use|Apache License|permission to use/i,
      );
  });

  describe('that a package may have', () => {
    let folder = '';
    const inFolder = (args: readonly string[]) =>
      run(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 });
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'mfa-watch-licences-'));
      for (const name of PACKAGES) {
        await mkdir(join(folder, 'dist', name), { recursive: true });
        await writeFile(join(folder, 'dist', name, 'sbom.cdx.json'), '{ "components": [] }');
      }
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    const CASES = [
      ['MIT', true],
      ['(MIT OR GPL-3.0-only)', true],
      ['MIT AND Apache-2.0', true],
      ['MIT AND GPL-3.0-only', false],
      ['(GPL-2.0-only WITH Classpath-exception-2.0)', false],
      ['AGPL-3.0-only', false],
      ['MPL-2.0', false],
      ['UNLICENSED', false],
      ['SEE LICENSE IN LICENSE', false],
      ['', false],
      [undefined, false],
      [{ type: 'MIT' }, false],
    ] as const;

    test.each(CASES)('in a bundle: %j is allowed: %s', async (license, isAllowed) => {
      const copied = join(folder, 'node_modules/copied');
      await mkdir(copied, { recursive: true });
      const manifest = { name: 'copied', version: '1.0.0', license };
      await writeFile(join(copied, 'package.json'), JSON.stringify(manifest));
      const inputs = { [`${copied}/index.js`]: { bytesInOutput: 1 } };
      const metafile = JSON.stringify({ inputs: {}, outputs: { out: { inputs } } });
      const script = `import { packagesIn } from '${join(ROOT, 'bundled.mjs')}'; await packagesIn([${metafile}]);`;
      const built = inFolder(['--input-type=module', '-e', script]);
      if (isAllowed) expect((await built).stderr).toBe('');
      else await expect(built).rejects.toThrow('copied@1.0.0 cannot be bundled: its licence is ');
    });

    test('for development: each was looked at, and the list names the packages of both kinds', async () => {
      const { stdout } = await run(process.execPath, ['licences.mjs'], { cwd: ROOT, maxBuffer: 1 << 26 });
      expect(stdout).toMatch(
        /^bundled: \d+ packages\n(?: {2}\S.* \(\d+\): .*\n)+\nfor development alone: \d+ packages\n/,
      );
      expect(stdout).toMatch(/^ {2}MPL-2\.0 \(1\): axe-core@/m);
    });

    test('for development: one that is not known fails the check', async () => {
      const packages = { 'node_modules/new': { version: '1.0.0', license: 'AGPL-3.0-only' } };
      await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
      await expect(inFolder([join(ROOT, 'licences.mjs')])).rejects.toThrow(
        'new@1.0.0: nobody has looked at its licence',
      );
    });
  });
});

test('no package may run a script when it is installed, and each that has one is denied by name', async () => {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const withScript = Object.entries<{ readonly hasInstallScript?: boolean }>(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(withScript).toContain('esbuild');
  expect(allowScripts).toEqual(
    Object.fromEntries([...new Set(withScript)].sort().map((name) => [name, false])),
  );
});
