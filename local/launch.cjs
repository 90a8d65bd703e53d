#!/usr/bin/env node
// It needs no build, so that npx finds a command in a fresh clone.
const { spawnSync } = require('node:child_process');
const { existsSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const root = join(__dirname, '..');

/** A clone has both once it is built; the npm package has the second, without the demo. */
function built() {
  return ['local', 'npx']
    .map((folder) => join(root, 'dist', folder, 'mfa-watch.mjs'))
    .find((file) => existsSync(file));
}

/** `npm ci --ignore-scripts` installs a clone, or another version of it, but builds nothing. */
function isToBuild() {
  if (!existsSync(join(root, 'build.mjs')) || !existsSync(join(root, 'node_modules'))) return false;
  const file = built();
  return !file || statSync(file).mtimeMs < statSync(join(root, 'package.json')).mtimeMs;
}

if (isToBuild()) {
  console.error('mfa-watch: building, once for each version.');
  spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
}
const file = built();
if (file) void import(pathToFileURL(file).href);
else {
  console.error('mfa-watch: not built yet. Run npm ci first (or npm run build).');
  process.exitCode = 2;
}
