/**
 * Builds what runs: the function app as one CommonJS file (`dist/main.js`, the only code that is deployed)
 * the command line (`dist/local/mfa-watch.js`), the benchmarks and the simulation, none ever deployed.
 */
import { rm } from 'node:fs/promises';

// npx prepares a clone before anything is installed: it must not leave a broken command behind.
const esbuild = await import('esbuild').catch((error) => {
  if (process.env.npm_lifecycle_event !== 'prepare') throw error;
});
if (!esbuild) process.exit(0);
const { build } = esbuild;

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

await rm('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ['functions/main.ts'],
    outfile: 'dist/main.js',
    minify: true,
    keepNames: true,
    // The Functions worker provides this module by intercepting `require`; it is on no disk.
    external: ['@azure/functions-core'],
  }),
  build({
    ...common,
    entryPoints: ['local/mfa-watch.ts'],
    outfile: 'dist/local/mfa-watch.js',
    // Found at run time in node_modules: started as its own process, or provided by the local host.
    external: ['@azure/functions-core', 'azurite'],
  }),
  build({ ...common, entryPoints: ['bench/main.ts'], outfile: 'dist/bench/main.js' }),
  build({ ...common, entryPoints: ['simulation/main.ts'], outfile: 'dist/simulation/main.js' }),
]);
