/**
 * Builds what runs: the function app as one CommonJS file (`dist/main.js`) and the folder that is deployed with it alone
 * (`dist/package`); the command line (`dist/local/mfa-watch.js`), the benchmarks and the simulation, none ever deployed.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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

await rm(out, { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ['functions/main.ts'],
    outfile: join(out, 'main.js'),
    minify: true,
    keepNames: true,
    // The Functions worker provides this module by intercepting `require`; it is on no disk.
    external: ['@azure/functions-core'],
  }),
  build({
    ...common,
    entryPoints: ['local/mfa-watch.ts'],
    outfile: join(out, 'local/mfa-watch.js'),
    // Found at run time in node_modules: started as its own process, or provided by the local host.
    external: ['@azure/functions-core', 'azurite'],
  }),
  build({ ...common, entryPoints: ['bench/main.ts'], outfile: join(out, 'bench/main.js') }),
  build({ ...common, entryPoints: ['simulation/main.ts'], outfile: join(out, 'simulation/main.js') }),
]);

// No more than the host and the worker read: with dependencies listed, a build in Azure would install them.
const { name, version, license, main } = JSON.parse(await readFile('package.json', 'utf8'));
const app = { name, version, license, private: true, main };
await mkdir(join(out, 'package/dist'), { recursive: true });
await Promise.all([
  copyFile('host.json', join(out, 'package/host.json')),
  copyFile(join(out, 'main.js'), join(out, 'package', main)),
  writeFile(join(out, 'package/package.json'), `${JSON.stringify(app, null, 2)}\n`),
]);
