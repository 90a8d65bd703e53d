import { expect, test } from '@jest/globals';
import { printTo } from '../../local/host/hostLog';

test('prints one line per message, from information up, with time, function and level', () => {
  const printed: string[] = [];
  const log = printTo(
    (line) => printed.push(line),
    () => new Date('2026-11-21T08:00:00Z'),
  );
  log('information', 'pollSignIns', 'read 3 sign-ins');
  log('error', null, 'Error: away\n    at read (tables.ts:1)\n    at poll');
  log('debug', 'pollSignIns', 'not seen');
  log('trace', 'pollSignIns', 'not seen');
  expect(printed).toEqual([
    '2026-11-21T08:00:00.000Z pollSignIns information: read 3 sign-ins',
    '2026-11-21T08:00:00.000Z host error: Error: away | at read (tables.ts:1) | at poll',
  ]);
});

test('prints nothing that moves the cursor, clears the screen or turns the reading direction', () => {
  const printed: string[] = [];
  const log = printTo(
    (line) => printed.push(line),
    () => new Date('2026-11-21T08:00:00Z'),
  );
  log('error', null, 'could not read \u001B[2J\u009B31m\u202Ennab\u0007');
  expect(printed).toEqual([
    '2026-11-21T08:00:00.000Z host error: could not read \uFFFD[2J\uFFFD31m\uFFFDnnab\uFFFD',
  ]);
});
