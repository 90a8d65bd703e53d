/**
 * Builds the function app (`dist/main.js`, `dist/later`) and the folder that is deployed, which holds nothing else
 * (`dist/package`). Builds also the command line, for a clone (`dist/local`) and for the npm package (`dist/npx`), the
 * benchmarks and the simulation, which are never deployed.
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

// npx prepares a clone before the packages are installed: this must not leave a broken command behind.
const esbuild = await import('esbuild').catch((error) => {
  if (process.env.npm_lifecycle_event !== 'prepare') throw error;
});
if (!esbuild) process.exit(0);
const { build } = esbuild;
const [{ packagesIn }, { noticesFor }, { sbomFor }] = await Promise.all([
  import('./bundled.mjs'),
  import('./notices.mjs'),
  import('./sbom.mjs'),
]);
const out = process.argv[2] ?? 'dist';
const manifest = JSON.parse(await readFile('package.json', 'utf8'));

const bundled = {
  bundle: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
};
const report = await reportScript();
const page = report.outputFiles[0].text.trim();

const common = {
  ...bundled,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  define: { REPORT_SCRIPT: JSON.stringify(page) },
  sourcemap: 'linked',
  sourcesContent: false,
};

const deployed = {
  ...common,
  minify: true,
  keepNames: true,
  // The Functions worker intercepts `require` and provides this module; it is on no disk.
  external: ['@azure/functions-core'],
};

/**
 * A program of which each command loads only its own parts. Node.js reads and compiles all of a file before it runs the first line:
 * in one file, the command line needed a third of a second to start, and in parts a tenth.
 */
const inParts = {
  format: 'esm',
  splitting: true,
  chunkNames: 'parts/[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  plugins: [zodInEnglish()],
  // Some packages in it load parts of Node.js by `require`.
  banner: {
    js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url),__dirname=import.meta.dirname;",
  },
};

await rm(out, { recursive: true, force: true });
// For the tests, which run the sources.
await mkdir(join(out, 'report'), { recursive: true });
await writeFile(join(out, 'report/page.js'), page);
const [appParts, npxPart] = await Promise.all([
  buildApp(),
  buildNpx(),
  build({
    ...common,
    ...inParts,
    entryPoints: ['local/mfa-watch.ts'],
    outdir: join(out, 'local'),
    // azurite runs from node_modules in a process of its own; the local host provides the other.
    external: ['@azure/functions-core', 'azurite'],
  }),
  build({
    ...common,
    entryPoints: [
      'main',
      'readLines',
      'startWorker',
      'pollGraph',
      'pollProduct',
      'pollFloor',
      'readBackTables',
      'readBackRun',
      'loadApp',
      'loadFloor',
      'loadClients',
    ].map((name) => `bench/${name}.ts`),
    outdir: join(out, 'bench'),
  }),
  build({ ...deployed, entryPoints: ['bench/emptyApp.ts'], outfile: join(out, 'bench/emptyApp.js') }),
  build({ ...common, entryPoints: ['simulation/main.ts'], outfile: join(out, 'simulation/main.js') }),
]);

/** The script of the report, which the report holds as a text. Browsers of 2023 and later unpack its data. */
async function reportScript() {
  return build({
    ...bundled,
    platform: 'browser',
    target: ['chrome115', 'edge115', 'firefox115', 'safari16.4'],
    format: 'iife',
    entryPoints: ['shared/render/report/browser/main.tsx'],
    alias: { 'csv-stringify/sync': 'csv-stringify/browser/esm/sync' },
    minify: true,
    write: false,
    metafile: true,
  });
}

/**
 * The app has two parts: `main.js` registers the functions, and imports the files in `later/` when a function first runs.
 * Node.js would need longer to read and compile all of it than to start.
 */
async function buildApp() {
  const later = new Set();
  const leaveForLater = {
    name: 'leave-for-later',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return null;
        later.add(`${resolve(resolveDir, path)}.ts`);
        return { path: `./later/${basename(path)}.mjs`, external: true };
      });
    },
  };
  const first = await build({
    ...deployed,
    entryPoints: ['functions/main.ts'],
    outfile: join(out, 'main.js'),
    plugins: [leaveForLater],
    metafile: true,
  });
  const rest = await build({
    ...deployed,
    format: 'esm',
    splitting: true,
    entryPoints: [...later].sort(),
    outdir: join(out, 'later'),
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    // Some packages in it load parts of Node.js by `require`.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    metafile: true,
  });
  return [first.metafile, rest.metafile];
}

/** The messages of zod in 40 other languages, which nobody asks for, are two thirds of its code. */
function zodInEnglish() {
  return {
    name: 'zod-in-english',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ resolveDir }) => ({
        path: resolve(resolveDir, '../locales/en.js'),
      }));
    },
  };
}

/** The command line of the npm package, which needs no other package. */
async function buildNpx() {
  const withoutDemo = {
    name: 'without-demo',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\.\/demo$/ }, () => ({ path: resolve('local/commands/noDemo.ts') }));
    },
  };
  const { metafile } = await build({
    ...deployed,
    ...inParts,
    entryPoints: ['local/mfa-watch.ts'],
    outdir: join(out, 'npx'),
    plugins: [...inParts.plugins, withoutDemo],
    sourcemap: false,
    metafile: true,
  });
  return metafile;
}

/** Says which packages a folder contains, with their licences. */
async function writeContents(folder, metafiles) {
  // The report's script is in all of them, as a text.
  const packages = await packagesIn([...metafiles, report.metafile]);
  await Promise.all([
    writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), await noticesFor(packages)),
    writeFile(join(folder, 'sbom.cdx.json'), await sbomFor(packages, manifest)),
  ]);
}

// Only the fields that the host and the worker read: if it listed dependencies, a build in Azure would install them.
const { name, version, license } = manifest;
const main = 'dist/main.js';
const app = { name, version, license, private: true, main };
await mkdir(join(out, 'package/dist/later'), { recursive: true });
const later = (await readdir(join(out, 'later'))).filter((file) => file.endsWith('.mjs'));
await Promise.all([
  ...later.map((file) => copyFile(join(out, 'later', file), join(out, 'package/dist/later', file))),
  copyFile('host.json', join(out, 'package/host.json')),
  copyFile(join(out, 'main.js'), join(out, 'package', main)),
  writeFile(join(out, 'package/package.json'), `${JSON.stringify(app, null, 2)}\n`),
  writeContents(join(out, 'package'), appParts),
  writeContents(join(out, 'npx'), [npxPart]),
]);
