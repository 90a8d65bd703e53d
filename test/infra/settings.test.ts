import { describe, expect, test } from '@jest/globals';
import { DEFAULT_SCHEDULES } from '../../shared/config';
import { settingNames } from '../settingNames';
import { everything, fileOf, template } from './templates';

/** Settings that no deployment sets, each with the reason. */
const NOT_DEPLOYED: Readonly<Record<string, string>> = {
  GRAPH_ENDPOINT: 'follows from AZURE_CLOUD; set only to reach the simulated tenant',
  ARM_ENDPOINT: 'follows from AZURE_CLOUD; set only to reach the simulated tenant',
  LOG_ANALYTICS_ENDPOINT: 'follows from AZURE_CLOUD; set only to reach a simulated workspace',
  WEBSITE_AUTH_ENABLED: 'App Service sets it; a deployment only switches the sign-in on',
  OUTBOX_DIR: 'mails go to a folder on one machine only; a deployment sends them',
};

/** Settings with values that must not be in a public log. */
const NAMES_PEOPLE: readonly string[] = [
  'BREAK_GLASS_ACCOUNTS',
  'DIGEST_RECIPIENTS',
  'FUNCTION_KEY_NAMES',
  'MAIL_SENDER',
];

describe('settings', () => {
  test('each setting that the product reads is deployed, or listed as not deployed', () => {
    const forgotten = settingNames().filter((name) => !isSet(name) && !(name in NOT_DEPLOYED));
    expect(forgotten).toEqual([]);
  });

  test('the list of those not deployed names only settings that exist and are not deployed', () => {
    const names = settingNames();
    expect(Object.keys(NOT_DEPLOYED).filter((name) => !names.includes(name) || isSet(name))).toEqual([]);
  });

  test.each(Object.entries(DEFAULT_SCHEDULES))(
    '%s has one default, here and in the code',
    (name, schedule) => {
      const parameter = name.toLowerCase().replace(/_(.)/, (_match, letter: string) => letter.toUpperCase());
      expect(template('main.bicep')).toContain(`param ${parameter} string = '${schedule}'\n`);
    },
  );
});

function isSet(name: string): boolean {
  return new RegExp(`^ *${name}: `, 'm').test(everything);
}

describe('the parameters that azd and az take from the environment', () => {
  const given = () =>
    [
      ...template('main.bicepparam').matchAll(
        /^param (\w+) = .*?readEnvironmentVariable\('(\w+)', '(.*?)'\)/gm,
      ),
    ].map(([, parameter = '', name = '', fallback = '']) => ({ parameter, name, fallback }));

  test('are every setting that main.bicep has a parameter for, under its own name', () => {
    const described = [
      ...template('main.bicep').matchAll(/^@description\('.*: ([A-Z_]+)\b.*'\)\n(?:@.*\n)*param (\w+)/gm),
    ];
    expect(described.length).toBeGreaterThan(12);
    for (const [, name, parameter] of described) {
      expect(given()).toContainEqual(expect.objectContaining({ parameter, name }));
    }
  });

  test('have the defaults of main.bicep', () => {
    const defaultOf = (parameter: string) =>
      new RegExp(`^param ${parameter} \\w+(?:\\[\\])?(?: = (.*))?$`, 'm').exec(template('main.bicep'))?.[1];
    const isSame = (fallback: string, written: string | undefined) =>
      written === `'${fallback}'` || written === fallback || (written === '[]' && fallback === '');
    for (const { parameter, fallback } of given()) {
      expect([parameter, fallback, isSame(fallback, defaultOf(parameter))]).toEqual([
        parameter,
        fallback,
        true,
      ]);
    }
  });

  test('hold no addresses, because mails would go to them', () => {
    expect(template('main.bicepparam')).not.toContain('@');
  });

  test('have no blanks around the names of a list', () => {
    const lists = template('main.bicepparam')
      .split('\n')
      .filter((line) => line.includes("', ''), ',')"));
    expect(lists).toHaveLength(5);
    for (const list of lists) expect(list).toContain('name => trim(name))');
  });

  test('are all set by the workflow of a fork, with the same defaults for empty ones', () => {
    const workflow = fileOf('.github/workflows/deploy.yml');
    for (const { name, fallback } of given()) {
      const otherwise = fallback === '' ? '' : ` || '${fallback}'`;
      const secret = NAMES_PEOPLE.includes(name) ? `secrets.${name} || ` : '';
      expect(workflow).toContain(`      ${name}: \${{ ${secret}vars.${name}${otherwise} }}\n`);
    }
    const secrets = [...workflow.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    expect(secrets.sort()).toEqual(NAMES_PEOPLE);
  });
});
