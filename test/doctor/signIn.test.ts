import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { noTokenOf } from '../../local/doctor/noToken';
import { findToken, judgeSignIn } from '../../local/doctor/signIn';
import { mfaWatch } from '../local/commandLine';
import { served } from '../served';

const withoutToken = (says: string) =>
  judgeSignIn({ kind: 'none', noToken: noTokenOf(new Error(says)) }, 'Microsoft Graph');

test('a sign-in that works names the person and the tenant', () => {
  const found = { kind: 'token', token: 'x' } as const;
  const who = { person: 'alex@contoso.example', tenant: 'Contoso' };
  expect(judgeSignIn(found, 'Microsoft Graph', who)).toMatchObject({ state: 'ok', ...who });
});

test('the sign-in that Azure CLI asks for is passed on, if it is plain', () => {
  const says =
    'ERROR: AADSTS50076: Due to a configuration change you must use multi-factor authentication.\nInteractive authentication is needed. Please run:\naz login --tenant "e0000001" --scope "https://graph.microsoft.com/.default"\n';
  expect(withoutToken(says)).toMatchObject({
    state: 'missing',
    noToken: { code: 'refused', says: expect.stringMatching(/^ERROR: AADSTS50076: .*authentication\.$/) },
    command: 'az login --tenant "e0000001" --scope "https://graph.microsoft.com/.default"',
  });
  expect(withoutToken('AADSTS50079: run az login --scope https://graph.microsoft.com/.default').command).toBe(
    'az login --scope https://graph.microsoft.com/.default',
  );
  expect(withoutToken('Please run: az login --scope $(reboot)').command).toBe('az login');
});

test('of all tools that were tried, the first is quoted', async () => {
  const errors = [new Error('first'), new Error('second')];
  const found = await findToken(async () => {
    throw Object.assign(new Error('all'), { errors });
  });
  expect(found).toMatchObject({ kind: 'none', noToken: { code: 'refused', says: 'first' } });
});

describe('the command, on a machine', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-watch-az-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs with this in place of Azure CLI, and nothing else. No endpoint is set, so that a token is needed. */
  async function doctorWith(az: string | null) {
    if (az !== null) {
      await writeFile(join(folder, 'az'), `#!/bin/sh\n${az}\n`);
      await chmod(join(folder, 'az'), 0o755);
    }
    const identities = await served(() => ({ status: 400 }));
    const env = {
      // An empty PATH would let a shell look in its own usual folders.
      PATH: az === null ? join(folder, 'none') : folder,
      // Exported for another command: a person signs in here, and no managed identity.
      AZURE_CLIENT_ID: 'f2000001-0000-4000-8000-000000000001',
      IDENTITY_ENDPOINT: identities.endpoint,
      IDENTITY_HEADER: 'made-up',
    };
    return { ...(await mfaWatch(['doctor'], { env })), identitiesAsked: identities.asked };
  }

  test.each([
    ['without Azure CLI', null, 'Install Azure CLI'],
    [
      'with Azure CLI and nobody signed in',
      `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`,
      'Nobody is signed in to Azure CLI.',
    ],
  ])('%s, says what to run, and asks for no managed identity', async (_what, az, sentence) => {
    const { code, stdout, stderr, identitiesAsked } = await doctorWith(az);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`MISSING  sign-in to Azure: `);
    expect(stdout).toContain(sentence);
    expect(stdout).toContain('\n           $ az login\n');
    expect(stdout).not.toMatch(/\n\s+at /);
    expect(identitiesAsked).toEqual([]);
  });
});
