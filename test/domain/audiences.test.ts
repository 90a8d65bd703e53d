import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import { AUDIENCES, audiencesOf, type Reach } from '../../shared/domain/coverage/audiences';
import { coverageOf } from '../../shared/domain/coverage/coverage';
import type { Guests, People, Policy } from '../../shared/domain/coverage/policy';
import { GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLES } from '../../shared/domain/roles/roleNames';
import { aPolicy } from './builders';

const ALL_GUESTS: Guests = { types: null, tenants: null };
const people = (change: Partial<People>): People => ({ ...aPolicy().exclude, ...change });
const including = (change: Partial<People>, rest: Partial<Policy> = {}) =>
  aPolicy({ include: people(change), ...rest });
const excluding = (change: Partial<People>, rest: Partial<Policy> = {}) =>
  aPolicy({ exclude: people(change), ...rest });
const TRUSTED = { what: 'location', include: null, exclude: ['AllTrusted'] } as const;

/** Of members, guests, Global Administrators and other administrators at Azure CLI. */
function reaches(policies: readonly Policy[], securityDefaults = false): readonly (Reach | undefined)[] {
  const { azureCli } = audiencesOf(ENFORCED_APPS, policies, securityDefaults);
  return AUDIENCES.map((audience) => azureCli?.[audience]);
}

describe('policies require MFA', () => {
  test.each<[string, readonly Policy[], readonly Reach[]]>([
    ['of nobody if there are none', [], ['none', 'none', 'none', 'none']],
    ['of everyone', [aPolicy()], ['everyone', 'everyone', 'everyone', 'everyone']],
    [
      'of everyone whom no policy excludes by id',
      [excluding({ users: ['u1'], groups: ['g1'] })],
      ['exceptExcluded', 'exceptExcluded', 'exceptExcluded', 'exceptExcluded'],
    ],
    [
      'of members and not of guests',
      [excluding({ guests: [ALL_GUESTS] })],
      ['everyone', 'none', 'someone', 'someone'],
    ],
    [
      'of guests and perhaps of others',
      [including({ guests: [ALL_GUESTS] }), including({ groups: ['g1'] })],
      ['perhaps', 'everyone', 'perhaps', 'perhaps'],
    ],
    [
      'of one role, which a member may hold',
      [including({ roles: [GLOBAL_ADMINISTRATOR] })],
      ['perhaps', 'perhaps', 'everyone', 'perhaps'],
    ],
    [
      'of every privileged role',
      [including({ roles: PRIVILEGED_ROLES })],
      ['perhaps', 'perhaps', 'everyone', 'everyone'],
    ],
    [
      'of some sign-ins of all',
      [aPolicy({ conditions: [TRUSTED] })],
      ['someone', 'someone', 'someone', 'someone'],
    ],
    [
      'of nobody yet',
      [aPolicy({ state: 'reportOnly' }), aPolicy({ id: 'p2', state: 'disabled' })],
      ['reportOnly', 'reportOnly', 'reportOnly', 'reportOnly'],
    ],
    [
      'of some at most, if the methods of a strength are not known',
      [
        aPolicy({
          controls: {
            operator: 'or',
            builtIn: [],
            custom: [],
            strength: { id: 's1', satisfies: null, combinations: null },
          },
        }),
      ],
      ['perhaps', 'perhaps', 'perhaps', 'perhaps'],
    ],
  ])('%s', (_, policies, expected) => {
    expect(reaches(policies)).toEqual(expected);
  });

  test('of people whom one policy excludes and another one reaches', () => {
    const others = [excluding({ guests: [ALL_GUESTS] }), including({ guests: [ALL_GUESTS] }, { id: 'p2' })];
    expect(reaches(others)).toEqual(['everyone', 'everyone', 'everyone', 'everyone']);
  });

  test('of nobody, if the only policy excludes everyone', () => {
    expect(reaches([excluding({ everyone: true })])).toEqual(['none', 'none', 'none', 'none']);
  });
});

test('a block closes a gap like MFA does', () => {
  const block = including(
    { guests: [ALL_GUESTS] },
    {
      id: 'p2',
      controls: { operator: 'or', builtIn: ['block'], custom: [], strength: null },
    },
  );
  expect(reaches([excluding({ guests: [ALL_GUESTS] }), block])).toEqual(Array(4).fill('everyone'));
});

test('security defaults require MFA of everyone at Azure, and of administrators first elsewhere', () => {
  const { azureCli, m365AdminCenter } = audiencesOf(ENFORCED_APPS, [], true);
  expect(azureCli?.guests).toBe('everyone');
  expect(AUDIENCES.map((audience) => m365AdminCenter?.[audience])).toEqual([
    'perhaps',
    'perhaps',
    'someone',
    'someone',
  ]);
});

test('an app with several ids is covered as far as all of them are', () => {
  const [first = ''] = ENFORCED_APPS.find(({ key }) => key === 'm365AdminCenter')?.clientAppIds ?? [];
  const one = aPolicy({ apps: { include: [first], exclude: [], excludesByFilter: false } });
  const { m365AdminCenter } = audiencesOf(ENFORCED_APPS, [one], false);
  expect(m365AdminCenter?.members).toBe('someone');
});

test('each audience is covered where everyone is', () => {
  const some = [aPolicy(), excluding({ users: ['u1'] }), aPolicy({ conditions: [TRUSTED] })];
  for (const policy of some) {
    const coverage = coverageOf(ENFORCED_APPS, [policy], false);
    const audiences = audiencesOf(ENFORCED_APPS, [policy], false);
    for (const { key } of ENFORCED_APPS) {
      const isCovered = AUDIENCES.every((audience) => audiences[key]?.[audience] === 'everyone');
      expect(isCovered).toBe(coverage[key]?.coverage === 'everyone');
    }
  }
});
