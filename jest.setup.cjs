// The script of the report, which `node build.mjs` makes and every build holds as a text. Most tests do not read it.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

let text;
Object.defineProperty(globalThis, 'REPORT_SCRIPT', {
  get: () => {
    text ??= readFileSync(join(__dirname, 'dist/report/page.js'), 'utf8');
    return text;
  },
});
