#!/usr/bin/env node
// Stands in the repository as it is, so that npx finds a command before anything has been built.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'local', 'mfa-watch.js');
if (existsSync(built)) require(built);
else {
  console.error('mfa-watch: not built yet; run npm ci first (or npm run build)');
  process.exitCode = 2;
}
