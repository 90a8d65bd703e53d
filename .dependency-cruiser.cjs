/**
 * Who may import whom (ARCHITECTURE.md has the picture). Each comment says what to do instead.
 * `npm run check` applies these rules through test/imports.test.ts.
 */
const { join } = require('node:path');

const npm = (name) => `^(node_modules/)?${name}(/|$)`;

/** One folder per outside system: every folder of shared/ that is none of the others. Group 1 is its name. */
const ADAPTER = '^shared/(?!(?:domain|decode|render|jobs|http)/)([^/]+)/';
const SERVICES = '^shared/(services|compose|readers)\\.ts$';
const CONFIG = '^shared/(config|settingReader|settingForms)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-itself',
      comment:
        'The domain decides, and nothing else: take the clock, ids and whatever was read as arguments.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { pathNot: '^shared/domain/' },
    },
    {
      name: 'decode-imports-domain-and-zod',
      comment:
        'A decoder turns unknown into our types: let its caller fetch, and hand it the text or the value.',
      severity: 'error',
      from: { path: '^shared/decode/' },
      to: { pathNot: ['^shared/(domain|decode)/', npm('zod')] },
    },
    {
      name: 'render-writes-what-it-is-handed',
      comment:
        'A page, a mail and a file show what they are handed: compute it in the domain, and pass it in.',
      severity: 'error',
      from: { path: '^shared/render/' },
      to: { pathNot: ['^shared/(domain|render)/', npm('(preact|preact-render-to-string|csv-stringify)')] },
    },
    {
      name: 'jobs-are-handed-functions',
      comment: 'Name what the job needs in its Deps type, and let shared/compose.ts hand it in.',
      severity: 'error',
      from: { path: '^shared/jobs/' },
      to: { pathNot: ['^shared/(jobs|domain|decode|render)/', npm('p-map')] },
    },
    {
      name: 'adapters-stand-alone',
      comment:
        'An adapter knows the domain, HTTP and its own outside system: combine two in a job, through its Deps.',
      severity: 'error',
      from: { path: ADAPTER },
      to: {
        path: '^(functions|local|shared)/',
        pathNot: ['^shared/(domain|decode|http)/', CONFIG, '^shared/$1/'],
      },
    },
    {
      name: 'http-knows-no-system',
      comment: 'What adapters share is the same for every outside system: let the adapter hand in the rest.',
      severity: 'error',
      from: { path: '^shared/http/' },
      to: { path: '^(functions|local|shared)/', pathNot: '^shared/(domain|http)/' },
    },
    {
      name: 'functions-run-jobs',
      comment: 'A trigger reads its input, runs one job, answers: move the rest to a job or to the domain.',
      severity: 'error',
      from: { path: '^functions/' },
      to: {
        pathNot: [
          '^functions/',
          '^shared/(jobs|domain|decode|render)/',
          SERVICES,
          npm('(@azure/functions|zod)'),
        ],
      },
    },
    {
      name: 'config-is-pure',
      comment: 'Settings are checked without asking anyone: let shared/services.ts act on them.',
      severity: 'error',
      from: { path: CONFIG },
      to: { pathNot: ['^shared/(domain|decode)/', CONFIG, npm('zod')] },
    },
    {
      name: 'only-services-composes',
      comment: 'Make the client in shared/services.ts, and hand on functions of it.',
      severity: 'error',
      from: { path: '^(functions|shared)/', pathNot: [SERVICES, ADAPTER] },
      to: { path: ADAPTER },
    },
    {
      name: 'shared-knows-no-trigger',
      comment: 'Move what both need from functions/ to a job or to the domain.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^functions/' },
    },
    {
      name: 'local-is-not-deployed',
      comment: 'Move the common part to shared/.',
      severity: 'error',
      from: { path: '^(functions|shared)/' },
      to: { path: '^(local|simulation|tenant|bench|test)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Move what both need to a third file, or pass it as an argument.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A type is a dependency too: without this, `import type` would go unseen.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
