#!/usr/bin/env node
// It needs no build, so that npx finds a command in a fresh clone.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'local', 'mfa-watch.js');
if (existsSync(built)) require(built);
else {
  console.error('mfa-watch: not built yet. Run npm ci first (or npm run build).');
  process.exitCode = 2;
}
