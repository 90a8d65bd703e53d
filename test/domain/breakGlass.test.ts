import { expect, test } from '@jest/globals';
import { likelyBreakGlass } from '../../shared/domain/coverage/breakGlass';
import type { Controls, People, Policy } from '../../shared/domain/coverage/policy';

const NOBODY: People = { everyone: false, users: [], groups: [], roles: [], guests: [] };
const people = (change: Partial<People>): People => ({ ...NOBODY, ...change });
const MFA: Controls = { operator: 'or', builtIn: ['mfa'], custom: [], strength: null };

/** Demands MFA of everyone but two. */
function aPolicy(change: Partial<Policy> = {}): Policy {
  return {
    id: 'p',
    name: 'MFA',
    state: 'enabled',
    isMicrosoftManaged: false,
    apps: { include: ['All'], exclude: [], excludesByFilter: false },
    include: people({ everyone: true }),
    exclude: people({ users: ['b', 'a'] }),
    conditions: [],
    controls: MFA,
    unread: [],
    ...change,
  };
}
const found = (...changes: Partial<Policy>[]) => likelyBreakGlass(changes.map(aPolicy));

test('the likely break-glass accounts are the users that all policies that require MFA exclude by id', () => {
  expect(found({})).toEqual(['a', 'b']);
  expect(found({}, { exclude: people({ users: ['c', 'b'] }) })).toEqual(['b']);
  expect(found({}, { exclude: people({ groups: ['a'] }) })).toEqual([]);
});

test('nobody is likely to be one if no policy requires MFA', () => {
  expect(found()).toEqual([]);
  expect(found({ exclude: NOBODY })).toEqual([]);
});

test.each<[string, Partial<Policy>]>([
  ['is off', { state: 'disabled' }],
  ['reports only', { state: 'reportOnly' }],
  ['blocks', { controls: { ...MFA, builtIn: ['block'] } }],
  ['is about nobody', { include: NOBODY }],
  ['is about guests', { include: people({ guests: [{ types: null, tenants: null }] }) }],
  ['is about other users', { include: people({ users: ['c'] }) }],
])('needs no exclusion from a policy that %s, and is not found by it', (_, change) => {
  expect(found({}, { ...change, exclude: NOBODY })).toEqual(['a', 'b']);
  const alone = { ...change, exclude: people({ users: ['a'] }) };
  expect(found({ exclude: people({ users: ['b'] }) }, alone)).toEqual(['b']);
});

test.each<[string, Partial<Policy>]>([
  ['the user', { include: people({ users: ['a'] }) }],
  ['a group', { include: people({ groups: ['g'] }) }],
  ['a role', { include: people({ roles: ['r'] }) }],
  ['everyone, with another way to satisfy it', { controls: { ...MFA, builtIn: ['mfa', 'compliantDevice'] } }],
])('needs the exclusion from a policy about %s', (_, change) => {
  expect(found({}, { ...change, exclude: people({ users: ['b'] }) })).toEqual(['b']);
});
