import { createHash } from 'node:crypto';
import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { askedBy } from '../../functions/http/caller';
import type { Access } from '../../shared/domain/access';

const ROLE = 'MfaWatch.Write';
const GROUP = 'a0000001-0000-4000-8000-00000000000a';
const KIM = 'b0000001-0000-4000-8000-00000000000b';
const OID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

const anAccess = (change: Partial<Access> = {}): Access => ({
  isSignInOn: true,
  writerRoles: [ROLE],
  writerGroups: [GROUP],
  keyNames: new Map(),
  ...change,
});
const SIGN_IN_OFF = { isSignInOn: false, writerRoles: [], writerGroups: [] };

type Claim = { readonly typ: string; readonly val: string };

const claim = (typ: string, val: string): Claim => ({ typ, val });
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

/** The headers of App Service authentication. */
function principal(claims: readonly Claim[], change: object = {}): Record<string, string> {
  return {
    'x-ms-client-principal': encoded({
      auth_typ: 'aad',
      claims: [claim('name', 'Kim'), claim(OID, KIM), ...claims],
      name_typ: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      role_typ: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
      ...change,
    }),
    'x-ms-client-principal-id': 'sub-of-kim',
    'x-ms-client-principal-name': 'kim@contoso.example',
    'x-ms-client-principal-idp': 'aad',
  };
}

function ask(headers: Record<string, string>, access: Access, query = '') {
  const logged: unknown[] = [];
  const request = new HttpRequest({ method: 'PUT', url: `http://127.0.0.1/${query}`, headers });
  const asking = askedBy(request, { info: (line) => logged.push(line) }, access);
  if ('refusal' in asking) {
    const { status, jsonBody } = asking.refusal;
    return { status, code: jsonBody.error.code, message: jsonBody.error.message, logged };
  }
  return asking.askedBy.author;
}

const KIM_SIGNED_IN = { by: 'kim@contoso.example', how: 'signedIn', byId: KIM };

describe('while sign-in is on', () => {
  test.each([
    ['an app role', [claim('roles', ROLE)]],
    [
      'an app role under its long name',
      [claim('http://schemas.microsoft.com/ws/2008/06/identity/claims/role', ROLE)],
    ],
    ['one of several roles', [claim('roles', 'Other'), claim('roles', ROLE)]],
    ['a group', [claim('groups', GROUP.toUpperCase())]],
    [
      'a group under its long name',
      [claim('http://schemas.microsoft.com/ws/2008/06/identity/claims/groups', GROUP)],
    ],
    ['an app role, in too many groups', [claim('roles', ROLE), claim('hasgroups', 'true')]],
  ])('who has %s may write, under their name', (_what, claims) => {
    expect(ask(principal(claims), anAccess())).toEqual(KIM_SIGNED_IN);
  });

  test('a role that App Service names otherwise counts as one', () => {
    const headers = principal([claim('my-roles', ROLE)], { role_typ: 'my-roles' });
    expect(ask(headers, anAccess())).toEqual(KIM_SIGNED_IN);
  });

  test.each<[string, Record<string, string>, Partial<Access>, RegExp]>([
    ['nobody who is not signed in', {}, {}, /Nobody is signed in/],
    [
      'nobody whose name alone is given',
      { 'x-ms-client-principal-name': 'kim@contoso.example' },
      {},
      /Nobody is signed in/,
    ],
    ['nobody with a header that is no JSON', { 'x-ms-client-principal': '%%%' }, {}, /Nobody is signed in/],
    [
      'nobody with a header of another shape',
      { 'x-ms-client-principal': encoded({ auth_typ: 'aad', claims: { roles: [ROLE] } }) },
      {},
      /Nobody is signed in/,
    ],
    [
      'nobody of another identity provider',
      principal([claim('roles', ROLE)], { auth_typ: 'github' }),
      {},
      /Nobody is signed in with Entra/,
    ],
    ['nobody without role and group', principal([]), {}, /app role of WRITER_ROLES.*group of WRITER_GROUPS/],
    ['nobody with a role of another spelling', principal([claim('roles', ROLE.toLowerCase())]), {}, /read/],
    ['nobody with another claim of that value', principal([claim('name', ROLE)]), {}, /You may read/],
    [
      'nobody while no writers are named',
      principal([claim('roles', ROLE)]),
      { writerRoles: [], writerGroups: [] },
      /Set WRITER_ROLES or WRITER_GROUPS/,
    ],
    [
      'nobody in more than 200 groups by group alone',
      principal([claim('_claim_names', '{"groups":"src1"}')]),
      {},
      /so many groups .* app role of WRITER_ROLES/,
    ],
    ['nobody in too many groups', principal([claim('hasgroups', 'true')]), {}, /so many groups/],
    [
      'nobody by groups that no setting names',
      principal([claim('hasgroups', 'true')]),
      { writerGroups: [] },
      /You may read/,
    ],
  ])('%s may write: 403, with the fix, and nothing logged', (_who, headers, change, words) => {
    expect(ask(headers, anAccess(change))).toEqual({
      status: 403,
      code: 'forbidden',
      message: expect.stringMatching(words),
      logged: [],
    });
  });

  test('a key does not replace the sign-in', () => {
    expect(ask({ 'x-functions-key': 'k' }, anAccess())).toMatchObject({ status: 403 });
  });

  test('somebody without a name is known by id', () => {
    const { 'x-ms-client-principal-name': _, ...nameless } = principal([claim('roles', ROLE)]);
    expect(ask(nameless, anAccess())).toMatchObject({ by: KIM, byId: KIM });
    const { 'x-ms-client-principal': header = '' } = nameless;
    const claims = { auth_typ: 'aad', claims: [claim('roles', ROLE)] };
    expect(ask({ ...nameless, 'x-ms-client-principal': encoded(claims) }, anAccess())).toMatchObject({
      by: 'sub-of-kim',
    });
    expect(header).not.toBe('');
  });

  test('a name is cut', () => {
    const headers = { ...principal([claim('roles', ROLE)]), 'x-ms-client-principal-name': 'x'.repeat(300) };
    expect(ask(headers, anAccess())).toMatchObject({ by: 'x'.repeat(256) });
  });
});

const KEY = 'mADeUpKeyOfTheTest_0000000000000000000000000000AzFuEXAMPLE==';
const HASH = createHash('sha256').update(KEY).digest('hex').slice(0, 8);

describe('while sign-in is off', () => {
  test('nobody is believed to be signed in, whatever the headers say', () => {
    const forged = { ...principal([claim('roles', ROLE)]), 'x-functions-key': KEY };
    expect(ask(forged, anAccess(SIGN_IN_OFF))).toEqual({
      by: `function key ${HASH}`,
      how: 'functionKey',
      byId: HASH,
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['in the header', { 'x-functions-key': KEY }, ''],
    ['in the address', {}, `?code=${encodeURIComponent(KEY)}`],
    ['in the address, spelled otherwise', {}, `?Code=${encodeURIComponent(KEY)}`],
    ['in the header, which comes first', { 'x-functions-key': KEY }, '?code=other'],
    ['given twice, of which the host takes the first', { 'x-functions-key': `${KEY},other` }, ''],
  ])('a key %s has one name, and is not in it', (_where, headers, query) => {
    const author = ask(headers, anAccess(SIGN_IN_OFF), query);
    expect(author).toMatchObject({ by: `function key ${HASH}`, byId: HASH });
    expect(JSON.stringify(author)).not.toContain(KEY.slice(0, 8));
  });

  test('a key has the name that the settings give it', () => {
    const access = anAccess({ ...SIGN_IN_OFF, keyNames: new Map([[HASH, 'SOC']]) });
    expect(ask({ 'x-functions-key': KEY }, access)).toMatchObject({ by: 'function key SOC', byId: HASH });
    expect(ask({ 'x-functions-key': 'other' }, access)).toMatchObject({
      by: expect.stringMatching(/^function key [\da-f]{8}$/),
    });
  });

  test('a caller without a key, on this machine or from the portal, is not known', () => {
    expect(ask({}, anAccess(SIGN_IN_OFF))).toEqual({ by: 'unknown caller', how: 'unknown', byId: null });
  });

  test.each([{ writerRoles: [ROLE] }, { writerGroups: [GROUP] }])(
    'nobody may write if writers are named, as nobody can be recognised as one: %j',
    (writers) => {
      const headers = { ...principal([claim('roles', ROLE)]), 'x-functions-key': KEY };
      expect(ask(headers, anAccess({ ...SIGN_IN_OFF, ...writers }))).toMatchObject({
        status: 403,
        message: expect.stringMatching(/sign-in is off/),
      });
    },
  );
});
