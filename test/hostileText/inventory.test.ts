import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DECODERS } from './decoders';
import { OUTPUTS } from './outputs';
import { ARM_READERS, GRAPH_READERS, TABLE_READERS, WORKSPACE_READERS } from './readers';

const ROOT = join(__dirname, '../..');

/** The source files of these folders, by path. */
function sourcesIn(...folders: readonly string[]): ReadonlyMap<string, string> {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

const FUNCTION = /^export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(([^)]*)\)/gm;
const SCHEMA =
  /^export const (\w+)(?:: z\.ZodType[^=]*)?\s*=\s*(?:z\b|part\(|readable\w+\(|signInDecoder\()/gm;
/** Of a parameter that holds what others wrote. */
const FOREIGN = /: (?:readonly )?(?:unknown|JsonObject|StoredRow)\b/;

describe('every decoder is among those that get hostile text', () => {
  const sources = sourcesIn(
    'shared/arm',
    'shared/decode',
    'shared/graph',
    'shared/logAnalytics',
    'shared/tables',
    'local/files',
  );
  /** They make texts of values of ours. */
  const WRITERS = ['shared/tables/columns.ts#jsonColumns'];

  const found = [...sources].flatMap(([path, text]) => [
    ...[...text.matchAll(FUNCTION)]
      .filter(([, , parameters = '']) => FOREIGN.test(parameters))
      .map(([, name]) => `${path}#${name}`),
    ...[...text.matchAll(SCHEMA)].map(([, name]) => `${path}#${name}`),
  ]);
  const tested = Object.entries(DECODERS).flatMap(([path, decoders]) =>
    Object.keys(decoders).map((name) => `${path}#${name}`),
  );

  test('there are some', () => expect(found.length).toBeGreaterThan(90));

  test('none is missing', () => {
    expect(found.filter((name) => !tested.includes(name) && !WRITERS.includes(name))).toEqual([]);
  });

  test('each is in its file', () => {
    for (const name of tested) {
      const [path = '', symbol = ''] = name.split('#');
      expect([name, new RegExp(`^export .*\\b${symbol}\\b`, 'm').test(sources.get(path) ?? '')]).toEqual([
        name,
        true,
      ]);
    }
  });
});

describe('every reader of an outside system is among those that get hostile answers', () => {
  const sources = sourcesIn('shared/arm', 'shared/graph', 'shared/logAnalytics', 'shared/tables');
  const PORT = /^\s*\w+: (?:Graph|WritableGraph|Arm|Workspace|TableClient|Asking)\b/;
  /** They write or delete, and read at most keys and etags. */
  const WRITERS = [
    'shared/tables/audit.ts#saveAudit',
    'shared/tables/audit.ts#forgetAudit',
    'shared/tables/batches.ts#submitBatches',
    'shared/tables/batches.ts#submitTransaction',
    'shared/tables/batches.ts#deleteWhere',
    'shared/tables/checkpoints.ts#moveCheckpoint',
    'shared/tables/conditionalWrite.ts#conditionalWrite',
    'shared/tables/digests.ts#claimDigest',
    'shared/tables/digests.ts#updateDigest',
    'shared/tables/findings.ts#writeFindings',
    'shared/tables/findings.ts#removeFindings',
    'shared/tables/findings.ts#forgetFindings',
    'shared/tables/posture/posture.ts#savePosture',
    'shared/tables/posture/posture.ts#forgetPosture',
    'shared/tables/rejects.ts#saveRejects',
    'shared/tables/rejects.ts#forgetRejects',
    'shared/tables/rows.ts#deleteRow',
    'shared/tables/streamMarks.ts#moveMark',
    'shared/tables/streamMarks.ts#noteGap',
    'shared/tables/streamMarks.ts#noteFilled',
    'shared/tables/streamMarks.ts#closeGap',
    'shared/tables/streamMarks.ts#noteHearing',
    'shared/tables/unsettled.ts#saveVersions',
    'shared/tables/unsettled.ts#noteJudged',
    'shared/tables/unsettled.ts#removeMark',
  ];

  const found = [...sources].flatMap(([path, text]) =>
    [...text.matchAll(FUNCTION)]
      .filter(([, , parameters = '']) => PORT.test(parameters) && !FOREIGN.test(parameters))
      .map(([, name]) => `${path}#${name}`),
  );
  const tested = [GRAPH_READERS, ARM_READERS, WORKSPACE_READERS, TABLE_READERS].flatMap((readers) =>
    Object.entries<object>(readers).flatMap(([path, all]) =>
      Object.keys(all).map((name) => `${path}#${name}`),
    ),
  );

  test('none is missing', () => {
    expect(found.filter((name) => !tested.includes(name) && !WRITERS.includes(name))).toEqual([]);
  });

  test('each exists', () => {
    expect([...tested, ...WRITERS].filter((name) => !found.includes(name))).toEqual([]);
  });
});

describe('every filter is built by a builder, in an adapter that gets hostile text', () => {
  const BUILDS = /\b(?:odata|kql)`|(?<![.\w])quoted\(/;
  /** The builders; and parts of the readers beside them. */
  const PARTS = [
    'shared/graph/odata.ts',
    'shared/graph/signInFilter.ts',
    'shared/logAnalytics/kql.ts',
    'shared/logAnalytics/signInQuery.ts',
    'shared/tables/batches.ts',
  ];
  const sources = sourcesIn('shared', 'functions');
  const tested = [GRAPH_READERS, ARM_READERS, WORKSPACE_READERS, TABLE_READERS].flatMap((all) =>
    Object.keys(all),
  );

  test('none is elsewhere', () => {
    const building = [...sources].filter(([, text]) => BUILDS.test(text)).map(([path]) => path);
    expect(building.length).toBeGreaterThan(15);
    expect(building.filter((path) => !tested.includes(path) && !PARTS.includes(path))).toEqual([]);
  });

  test('none is put together by hand', () => {
    const byHand = [...sources].filter(([, text]) => /(?:filter|Filter)\b[^\n]*['"] ?\+|eq '\$\{/.test(text));
    expect(byHand.map(([path]) => path)).toEqual([]);
  });
});

describe('every output is among those that get hostile text', () => {
  /** What leaves the product, by the function that writes it. */
  const tested = new Set(Object.keys(OUTPUTS).map((name) => name.split(',')[0] ?? ''));
  /** They put nothing of others into words. */
  const HARMLESS = [
    'utcTime',
    'standingOf',
    'displayWidth',
    'VERDICT_TONES',
    'EFFECT_TONES',
    'READINESS_TONES',
  ];

  test('of the folder render, what other folders use', () => {
    const others = sourcesIn('functions', 'local', 'shared/compose', 'shared/jobs');
    const used = [...others.values()].flatMap((text) => [
      ...[...text.matchAll(/import \{([^}]*)\} from '[^']*\/render\/(?!words\/)[^']*'/g)].flatMap(
        ([, list = '']) =>
          list
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '' && !name.startsWith('type ')),
      ),
      ...[...text.matchAll(/const \{ (\w+) \} = await import\('[^']*\/render\/[^']*'\)/g)].map(
        ([, name = '']) => name,
      ),
    ]);
    expect(used.length).toBeGreaterThan(10);
    expect([...new Set(used)].filter((name) => !tested.has(name) && !HARMLESS.includes(name))).toEqual([]);
  });

  test('of the command line, what writes text, tables or JSON', () => {
    const writers = [...sourcesIn('local/commands')].filter(([path]) =>
      /(?:Text|Json|Table|table|printable|formats|failure)\.ts$/.test(path),
    );
    const named = writers.flatMap(([path, text]) =>
      [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name = '']) => `${path}#${name}`),
    );
    // Parts of others; and the demo, whose names are its own.
    const parts = ['formatFor', 'hanging', 'writeTable', 'describe'];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => ![...tested, ...parts].includes(name.split('#')[1] ?? ''))).toEqual([]);
  });
});
