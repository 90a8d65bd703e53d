/**
 * Builds what runs: the function app as one CommonJS file (`dist/main.js`) and the folder that is deployed with it alone
 * (`dist/package`); the command line (`dist/local/mfa-watch.js`), the benchmarks and the simulation, none ever deployed.
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

// npx prepares a clone before anything is installed: it must not leave a broken command behind.
const esbuild = await import('esbuild').catch((error) => {
  if (process.env.npm_lifecycle_event !== 'prepare') throw error;
});
if (!esbuild) process.exit(0);
const { build } = esbuild;
const out = process.argv[2] ?? 'dist';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
  sourcemap: 'linked',
  sourcesContent: false,
};

const deployed = {
  ...common,
  minify: true,
  keepNames: true,
  // The Functions worker provides this module by intercepting `require`; it is on no disk.
  external: ['@azure/functions-core'],
};

await rm(out, { recursive: true, force: true });
await Promise.all([
  buildApp(),
  build({
    ...common,
    entryPoints: ['local/mfa-watch.ts'],
    outfile: join(out, 'local/mfa-watch.js'),
    // Found at run time in node_modules: started as its own process, or provided by the local host.
    external: ['@azure/functions-core', 'azurite'],
  }),
  build({
    ...common,
    entryPoints: ['main', 'readLines', 'startWorker'].map((name) => `bench/${name}.ts`),
    outdir: join(out, 'bench'),
  }),
  build({ ...deployed, entryPoints: ['bench/emptyApp.ts'], outfile: join(out, 'bench/emptyApp.js') }),
  build({ ...common, entryPoints: ['simulation/main.ts'], outfile: join(out, 'simulation/main.js') }),
]);

/**
 * The app in two parts: `main.js`, which registers the functions, and in `later/` what it imports when it is first asked.
 * To read and compile all of it takes Node.js longer than to start.
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
  await build({
    ...deployed,
    entryPoints: ['functions/main.ts'],
    outfile: join(out, 'main.js'),
    plugins: [leaveForLater],
  });
  await build({
    ...deployed,
    format: 'esm',
    splitting: true,
    entryPoints: [...later].sort(),
    outdir: join(out, 'later'),
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    // Some packages in it ask for parts of Node.js by `require`.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
}

// No more than the host and the worker read: with dependencies listed, a build in Azure would install them.
const { name, version, license, main } = JSON.parse(await readFile('package.json', 'utf8'));
const app = { name, version, license, private: true, main };
await mkdir(join(out, 'package/dist/later'), { recursive: true });
const later = (await readdir(join(out, 'later'))).filter((file) => file.endsWith('.mjs'));
await Promise.all([
  ...later.map((file) => copyFile(join(out, 'later', file), join(out, 'package/dist/later', file))),
  copyFile('host.json', join(out, 'package/host.json')),
  copyFile(join(out, 'main.js'), join(out, 'package', main)),
  writeFile(join(out, 'package/package.json'), `${JSON.stringify(app, null, 2)}\n`),
]);
