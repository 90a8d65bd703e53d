import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readHttpSettings } from '../../local/host/loadApp';
import { readLocalSettings } from '../../local/host/localSettings';

let appRoot = '';
beforeEach(() => {
  appRoot = mkdtempSync(join(tmpdir(), 'host-app-'));
});
afterEach(() => rmSync(appRoot, { recursive: true }));

function put(path: string, text: string): void {
  writeFileSync(join(appRoot, path), text);
}

describe('readHttpSettings', () => {
  test.each([
    ['{ "version": "2.0" }', 'api'],
    ['{ "extensions": { "http": { "routePrefix": "v1/watch/" } } }', 'v1/watch'],
    ['{ "extensions": { "http": { "routePrefix": "" } } }', ''],
  ])('reads from %s the prefix "%s"', (text, prefix) => {
    put('host.json', text);
    expect(readHttpSettings(appRoot)).toEqual({ routePrefix: prefix, customHeaders: {} });
  });

  test('names the wrong field of host.json', () => {
    put('host.json', '{ "extensions": { "http": { "routePrefix": 7 } } }');
    expect(() => readHttpSettings(appRoot)).toThrow(/^host\.json: .*extensions\.http\.routePrefix/s);
  });

  test('reads the headers of every answer, by their names in lower case', () => {
    put('host.json', '{ "extensions": { "http": { "customHeaders": { "X-Frame-Options": "DENY" } } } }');
    expect(readHttpSettings(appRoot).customHeaders).toEqual({ 'x-frame-options': 'DENY' });
  });
});

describe('readLocalSettings', () => {
  test('returns the values', () => {
    put(
      'local.settings.json',
      '\uFEFF{ "IsEncrypted": false, "Values": { "TABLES_ENDPOINT": "http://127.0.0.1:1/x" } }',
    );
    expect(readLocalSettings(appRoot)).toEqual({ TABLES_ENDPOINT: 'http://127.0.0.1:1/x' });
  });

  test('returns nothing if there is no file, or no values in it', () => {
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
