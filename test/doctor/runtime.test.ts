import { describe, expect, test } from '@jest/globals';
import { commandsFor } from '../../local/doctor/commands';
import { judgeRuntime, type Runtime } from '../../local/doctor/runtime';
import { checkText } from '../../local/words/doctor/checkText';
import { but, doctor, forbidding } from './runDoctor';

const commands = commandsFor({ group: 'g', subscription: null, cloud: 'global', shell: 'posix' });
const judged = (runtime: Runtime | null, day: string) =>
  judgeRuntime(runtime, { app: 'a', now: new Date(`${day}T12:00:00Z`), commands });
const node = (version: string): Runtime => ({ name: 'node', version });
const SET = 'az functionapp runtime config set -g g -n a --runtime-version 24';

describe('a version of Node.js', () => {
  test.each([
    ['22', '2026-10-31', 'ok', 'supported', null],
    ['22', '2026-11-01', 'ok', 'endsSoon', SET],
    ['22', '2027-04-30', 'ok', 'endsSoon', SET],
    ['22', '2027-05-01', 'missing', 'ended', SET],
    ['20', '2026-11-29', 'missing', 'ended', SET],
    ['24', '2026-11-29', 'ok', 'supported', null],
    ['24', '2028-05-01', 'missing', 'ended', null],
  ])('%s on %s is %s: %s', (version, day, state, code, command) => {
    expect(judged(node(version), day)).toEqual([expect.objectContaining({ state, code, command })]);
  });

  test('is reported with the days that are left', () => {
    const [soon] = judged(node('22'), '2026-11-29').map(checkText);
    expect(soon).toMatchObject({ name: 'Node.js', sentence: expect.stringContaining('in 152 days') });
  });

  test.each([[null], [node('26')], [{ name: 'dotnet-isolated', version: '22' }]])(
    'that nothing is known of says nothing: %j',
    (runtime) => {
      expect(judged(runtime, '2030-01-01')).toEqual([]);
    },
  );

  test('is read from the app', async () => {
    const { named } = await doctor({ tenant: but({ nodeVersion: '20' }) });
    expect(named('Node.js')).toEqual([
      expect.objectContaining({ state: 'missing', sentence: expect.stringContaining('since 2026-04-30') }),
    ]);
  });

  test('is not guessed if the app is not visible', async () => {
    const { named } = await doctor({
      tenant: { ...but({ nodeVersion: '20' }), ...forbidding(/sites\/[^/]+$/) },
    });
    expect(named('Node.js')).toEqual([]);
  });
});
