/**
 * Who may import whom (ARCHITECTURE.md has the picture). Each comment says what to do instead.
 * `npm run check` applies these rules through test/imports.test.ts.
 */
const { join } = require('node:path');

const npm = (name) => `^(node_modules/)?${name}(/|$)`;

/** Where dependencies are put together. */
const COMPOSITION = '^shared/(services|compose)(\\.ts$|/)';
/** One folder per outside system: every folder of shared/ that is none of the others. Group 1 is its name. */
const ADAPTER = '^shared/(?!(?:domain|decode|render|jobs|http|compose)/)([^/]+)/';
const CONFIG = '^shared/(config|settingReader|settingForms)\\.ts$';

/** What every page, mail and file may import. */
const RENDERED = [
  '^shared/(domain|render)/',
  npm('(preact|preact-render-to-string|csv-stringify|d3-(array|scale|shape))'),
];
/** The parts of pages that only Node.js runs. */
const REPORT_FILE = '^shared/render/(pagePolicy|report/inlined)\\.tsx?$';
/** Runs in the reader's browser. */
const REPORT_SCRIPT = '^shared/render/report/browser/';

/** The rooms of shared/jobs/, each with the others that it may import. */
const ROOMS = {
  poll: [],
  ingest: [],
  settle: ['poll'],
  onDemand: ['poll'],
  posture: ['onDemand', 'poll'],
  digest: ['onDemand'],
  urgent: ['digest'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-itself',
      comment: 'The domain decides, and does nothing else: take the time, ids and data as arguments.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { pathNot: '^shared/domain/' },
    },
    {
      name: 'decode-imports-domain-and-zod',
      comment: 'A decoder turns unknown into our types: let its caller fetch and pass the text or the value.',
      severity: 'error',
      from: { path: '^shared/decode/' },
      to: { pathNot: ['^shared/(domain|decode)/', npm('zod')] },
    },
    {
      name: 'render-imports-domain-and-preact',
      comment: 'A page, a mail or a file shows its arguments: compute them in the domain, and pass them in.',
      severity: 'error',
      from: { path: '^shared/render/', pathNot: `${REPORT_FILE}|${REPORT_SCRIPT}` },
      to: { pathNot: RENDERED },
    },
    {
      name: 'report-packs-its-data-and-names-its-parts-by-hash',
      comment: 'Only pages hold data, styles and a script: these two parts compress and hash.',
      severity: 'error',
      from: { path: REPORT_FILE },
      to: { pathNot: [...RENDERED, '^(zlib|crypto)$'] },
    },
    {
      name: 'report-script-runs-in-a-browser',
      comment:
        'The script of the report is one bundle without Node.js, and the page that holds it imports nothing of it.',
      severity: 'error',
      from: { path: REPORT_SCRIPT },
      to: { pathNot: [...RENDERED, npm('@tanstack/table-core')] },
    },
    {
      name: 'report-imports-no-script',
      comment:
        'The script of the report is one bundle without Node.js, and the page that holds it imports nothing of it.',
      severity: 'error',
      from: { pathNot: `${REPORT_SCRIPT}|^test/` },
      to: { path: REPORT_SCRIPT },
    },
    {
      name: 'jobs-receive-functions',
      comment: 'Name the function in the Deps type of the job, and let shared/compose/ pass it in.',
      severity: 'error',
      from: { path: '^shared/jobs/' },
      to: { pathNot: ['^shared/(jobs|domain|decode|render)/', npm('p-map')] },
    },
    ...Object.entries(ROOMS).map(([room, others]) => ({
      name: `jobs-${room}-imports-${others.join('-and-') || 'itself'}`,
      comment:
        'Jobs call each other in one direction: move the common part to the domain or to a lower room.',
      severity: 'error',
      from: { path: `^shared/jobs/${room}/` },
      to: { path: '^shared/jobs/', pathNot: `^shared/jobs/(${[room, ...others].join('|')})/` },
    })),
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
      comment: 'This folder is the same for every outside system: let the adapter pass in the differences.',
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
          COMPOSITION,
          npm('(@azure/functions|zod)'),
          // A function key is named by its hash.
          '^crypto$',
        ],
      },
    },
    {
      name: 'config-is-pure',
      comment: 'Settings are checked without a request to anyone: let shared/services.ts act on them.',
      severity: 'error',
      from: { path: CONFIG },
      to: { pathNot: ['^shared/(domain|decode)/', CONFIG, npm('zod')] },
    },
    {
      name: 'only-services-composes',
      comment: 'Create the client in shared/services.ts, and pass functions of it on.',
      severity: 'error',
      from: { path: '^(functions|shared)/', pathNot: [COMPOSITION, ADAPTER] },
      to: { path: ADAPTER },
    },
    {
      name: 'shared-knows-no-trigger',
      comment: 'Move the common part from functions/ to a job or to the domain.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^functions/' },
    },
    {
      name: 'deployed-imports-deployed',
      comment: 'Move the common part to shared/: only functions/ and shared/ are deployed.',
      severity: 'error',
      from: { path: '^(functions|shared)/' },
      to: { path: '^(local|simulation|tenant|bench|test)/' },
    },
    {
      // With our decoders and tables, an error in these would look right to the tests.
      name: 'tenant-knows-microsoft-only',
      comment:
        'The simulated tenant answers as Microsoft does: write it here from the documents of Microsoft.',
      severity: 'error',
      from: { path: '^tenant/' },
      to: {
        path: '^(functions|shared|local|simulation|bench|test)/',
        pathNot: '^shared/domain/time\\.ts$',
      },
    },
    {
      name: 'local-imports-tenant-and-shared',
      comment:
        'Start the built app in the local host instead of functions/; move any other common part to shared/ or tenant/.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(functions|simulation|bench|test)/' },
    },
    {
      // local/progress.ts is the progress bar of each command that runs for long, `npm run simulate` among them.
      name: 'simulation-imports-tenant-and-shared',
      comment: 'A life calls the jobs directly: move the common part to tenant/ or shared/.',
      severity: 'error',
      from: { path: '^simulation/' },
      to: { path: '^(functions|local|bench|test)/', pathNot: '^local/progress\\.ts$' },
    },
    {
      // The loader of local/host/ stands in for the Functions worker.
      name: 'bench-starts-programs',
      comment: 'Measure what is built: add an entry point to build.mjs, and run it as a process of its own.',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^(functions|local|test)/', pathNot: '^local/host/' },
    },
    {
      name: 'tests-stand-alone',
      comment: 'Jest runs each test file alone: move the common part to a file beside it that is no test.',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'build-imports-no-source',
      comment: 'The build starts before anything is compiled: name the file as an entry point of esbuild.',
      severity: 'error',
      from: { path: '^([^/]+|infra/.+)$' },
      to: { path: '^(functions|shared|local|simulation|tenant|bench|test)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Move the common part to a third file, or pass it as an argument.',
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
