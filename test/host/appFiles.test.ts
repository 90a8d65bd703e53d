import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { entryPoints } from '../../local/host/entryPoints';
import { readRoutePrefix } from '../../local/host/loadApp';
import { readLocalSettings } from '../../local/host/localSettings';

let appRoot = '';
beforeEach(() => {
  appRoot = mkdtempSync(join(tmpdir(), 'host-app-'));
});
afterEach(() => rmSync(appRoot, { recursive: true }));

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(appRoot, path)), { recursive: true });
  writeFileSync(join(appRoot, path), text);
}

describe('entryPoints', () => {
  const FILES = [
    'dist/main.js',
    'dist/main.js.map',
    'dist/src/index.js',
    'dist/src/functions/a.js',
    'dist/src/functions/b.js',
    'dist/src/functions/.hidden.js',
    'dist/src/functions/deep/c.js',
    'node_modules/p/dist/d.js',
  ];

  test.each([
    ['dist/main.js', ['dist/main.js']],
    ['./dist/main.js', ['dist/main.js']],
    ['dist/m*.js', ['dist/main.js']],
    ['dist/mai?.js', ['dist/main.js']],
    ['dist/src/functions/*.js', ['dist/src/functions/a.js', 'dist/src/functions/b.js']],
    [
      'dist/src/{index.js,functions/*.js}',
      ['dist/src/functions/a.js', 'dist/src/functions/b.js', 'dist/src/index.js'],
    ],
    ['dist/{src/{index,none},main}.js', ['dist/main.js', 'dist/src/index.js']],
    ['dist/src/**/c.js', ['dist/src/functions/deep/c.js']],
    ['**/{main,d}.js', ['dist/main.js']],
    ['{dist/main.js,dist/m*.js}', ['dist/main.js']],
    ['dist', []],
    ['dist/src', []],
    ['dist/main.js/x', []],
    ['build/*.js', []],
  ])('%s names %j', (main, expected) => {
    for (const file of FILES) put(file);
    expect(entryPoints(appRoot, main).map((file) => relative(appRoot, file))).toEqual(expected);
  });
});

describe('readRoutePrefix', () => {
  test.each([
    ['{ "version": "2.0" }', 'api'],
    ['{ "extensions": { "http": { "routePrefix": "v1/watch/" } } }', 'v1/watch'],
    ['{ "extensions": { "http": { "routePrefix": "" } } }', ''],
  ])('%s gives "%s"', (text, prefix) => {
    put('host.json', text);
    expect(readRoutePrefix(appRoot)).toBe(prefix);
  });

  test('names the field of host.json that is wrong', () => {
    put('host.json', '{ "extensions": { "http": { "routePrefix": 7 } } }');
    expect(() => readRoutePrefix(appRoot)).toThrow(/^host\.json: .*extensions\.http\.routePrefix/s);
  });
});

describe('readLocalSettings', () => {
  test('gives the values', () => {
    put(
      'local.settings.json',
      '\uFEFF{ "IsEncrypted": false, "Values": { "TABLES_ENDPOINT": "http://127.0.0.1:1/x" } }',
    );
    expect(readLocalSettings(appRoot)).toEqual({ TABLES_ENDPOINT: 'http://127.0.0.1:1/x' });
  });

  test('is empty without the file, and without values', () => {
    expect(readLocalSettings(appRoot)).toEqual({});
    put('local.settings.json', '{}');
    expect(readLocalSettings(appRoot)).toEqual({});
  });

  test.each([
    ['{ "Values": ', /^local\.settings\.json is not JSON: /],
    ['{ "Values": { "RETENTION_DAYS": 90 } }', /must be text, in quotes.*Values\.RETENTION_DAYS/s],
    ['{ "IsEncrypted": true, "Values": {} }', /run "func settings decrypt"/],
  ])('refuses %s', (text, message) => {
    put('local.settings.json', text);
    expect(() => readLocalSettings(appRoot)).toThrow(
      expect.objectContaining({ code: 'badFile', message: expect.stringMatching(message) }),
    );
  });
});
