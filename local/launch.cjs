#!/usr/bin/env node
// It needs no build, so that npx finds a command in a fresh clone.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

// A clone has both once it is built; the npm package has the second, without the demo.
const built = ['local', 'npx']
  .map((folder) => join(__dirname, '..', 'dist', folder, 'mfa-watch.mjs'))
  .find((file) => existsSync(file));
if (built) void import(pathToFileURL(built).href);
else {
  console.error('mfa-watch: not built yet. Run npm ci first (or npm run build).');
  process.exitCode = 2;
}
