#!/usr/bin/env node
// It needs no build, so that npx finds a command in a fresh clone.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// A clone has both once it is built; the npm package has the second, without the demo.
const built = ['local', 'npx']
  .map((folder) => join(__dirname, '..', 'dist', folder, 'mfa-watch.js'))
  .find((file) => existsSync(file));
if (built) require(built);
else {
  console.error('mfa-watch: not built yet. Run npm ci first (or npm run build).');
  process.exitCode = 2;
}
