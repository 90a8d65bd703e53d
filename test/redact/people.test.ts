import { describe, expect, test } from '@jest/globals';
import { aGraphRecord, asPortalCsvRow, csv, type JsonObject } from '../decode/records';
import { redactedText } from './redactedText';

function copyOf(...records: readonly JsonObject[]): readonly JsonObject[] {
  return JSON.parse(redactedText(JSON.stringify(records)) ?? 'null') as readonly JsonObject[];
}

const alex = { userDisplayName: 'Alex Example', userPrincipalName: 'alex@contoso.example' };

describe('a person', () => {
  test('has one number in all fields of all records', () => {
    const [first, other, again] = copyOf(
      aGraphRecord({ ...alex, signInIdentifier: 'Alex@contoso.example' }),
      aGraphRecord({ userDisplayName: 'Sam Example', userPrincipalName: 'sam@contoso.example' }),
      {
        identity: 'Alex Example',
        properties: aGraphRecord({ ...alex, signInIdentifier: 'alex@fabrikam.example' }),
      },
    );
    expect(first).toMatchObject({
      userDisplayName: 'User 1',
      userPrincipalName: 'user1@tenant1.example',
      signInIdentifier: 'user1@tenant1.example',
    });
    expect(other).toMatchObject({ userDisplayName: 'User 2', userPrincipalName: 'user2@tenant1.example' });
    expect(again).toMatchObject({
      identity: 'User 1',
      properties: { userPrincipalName: 'user1@tenant1.example', signInIdentifier: 'user1@tenant2.example' },
    });
  });

  test('shares no name with another of the same display name', () => {
    const [first, second] = copyOf(
      aGraphRecord(alex),
      aGraphRecord({ ...alex, userPrincipalName: 'alex2@contoso.example' }),
    );
    expect([first?.userDisplayName, second?.userDisplayName]).toEqual(['User 1', 'User 1']);
    expect([first?.userPrincipalName, second?.userPrincipalName]).toEqual([
      'user1@tenant1.example',
      'user2@tenant1.example',
    ]);
  });

  test('is recognised in a text, and by an id in a path', () => {
    const userId = 'b0000001-0000-4000-8000-000000000001';
    const [copy] = copyOf(
      aGraphRecord({
        ...alex,
        userId,
        status: {
          errorCode: 50020,
          failureReason: `User account 'alex@contoso.example' (${userId.toUpperCase()}) does not exist.`,
        },
        resourceId: `/users/${userId}`,
      }),
    );
    const { userId: id, status } = copy as { userId: string; status: { failureReason: string } };
    expect(status.failureReason).toBe(
      `User account 'user1@tenant1.example' (${id.toUpperCase()}) does not exist.`,
    );
    expect(copy?.resourceId).toBe(`/users/${id}`);
  });

  test('as a guest has the address of its home', () => {
    const [copy] = copyOf(
      aGraphRecord({
        userPrincipalName: 'kim_lee_fabrikam.example#EXT#@contoso.example',
        signInIdentifier: 'kim_lee@fabrikam.example',
      }),
    );
    expect(copy).toMatchObject({
      userPrincipalName: 'user1_tenant1.example#EXT#@tenant2.example',
      signInIdentifier: 'user1@tenant1.example',
    });
  });

  test('that is the directory sync account keeps the name that shows it', () => {
    const [old, cloud] = copyOf(
      aGraphRecord({ userPrincipalName: 'Sync_SERVER7_0a1b2c@contoso.example' }),
      aGraphRecord({ userPrincipalName: 'ADToAADSyncServiceAccount@contoso.example' }),
    );
    expect(old?.userPrincipalName).toMatch(/^Sync_user\d+@tenant1\.example$/);
    expect(cloud?.userPrincipalName).toBe('ADToAADSyncServiceAccount@tenant1.example');
  });
});

describe('an id', () => {
  test('becomes one that everybody sees to be invented, in the case of the original', () => {
    const [lower, upper] = copyOf(
      aGraphRecord({ id: 'abcdef01-0000-4000-8000-000000000001' }),
      aGraphRecord({ id: 'ABCDEF01-0000-4000-8000-000000000001' }),
    );
    expect(lower?.id).toMatch(/^facade00-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    expect(upper?.id).toBe(String(lower?.id).toUpperCase());
  });

  test('is another one in another run', () => {
    const text = JSON.stringify(aGraphRecord());
    expect(redactedText(text)).not.toBe(redactedText(text));
  });

  test('of an app of Microsoft stays, with its name; that of any other app goes', () => {
    const [portal, own] = copyOf(
      aGraphRecord(),
      aGraphRecord({ appId: 'f0000001-0000-4000-8000-000000000001', appDisplayName: 'Contoso Deploy' }),
    );
    expect(portal).toMatchObject({
      appId: 'C44B4083-3BB0-49C1-B47D-974E53CBDF3C',
      appDisplayName: 'Azure Portal',
    });
    expect(own?.appId).toMatch(/^facade00-/);
    expect(own?.appDisplayName).toBe('App 1');
  });
});

describe('other values', () => {
  test('become invented ones of the same kind', () => {
    const [copy] = copyOf(
      aGraphRecord({
        ipAddress: '2001:db8:1::7',
        ipAddressFromResourceProvider: '203.0.113.7',
        deviceDetail: { displayName: 'LAPTOP-ALEX', operatingSystem: 'Windows 11', browser: 'Edge 140.0.0' },
        networkLocationDetails: [{ networkType: 'namedNetwork', networkNames: ['HQ Oslo'] }],
        homeTenantName: 'Contoso Ltd',
        autonomousSystemNumber: 64500,
        appliedConditionalAccessPolicies: [{ id: 'x1', displayName: 'Contoso: MFA', result: 'success' }],
      }),
    );
    expect(copy).toMatchObject({
      ipAddress: expect.stringMatching(/^2001:db8(:[\da-f]{4}){6}$/),
      ipAddressFromResourceProvider: '198.18.0.1',
      deviceDetail: { displayName: 'Device 1', operatingSystem: 'Windows 11', browser: 'Edge 140.0.0' },
      networkLocationDetails: [{ networkType: 'namedNetwork', networkNames: ['Network 1'] }],
      homeTenantName: 'Tenant 1',
      location: {
        city: 'City 1',
        state: 'State 1',
        countryOrRegion: 'XA',
        geoCoordinates: { latitude: 0.5 },
      },
      autonomousSystemNumber: 0,
      appliedConditionalAccessPolicies: [{ id: expect.stringMatching(/^id-/), displayName: 'Policy 1' }],
    });
  });

  test('of unknown fields go with the names of the fields; only true and false stay', () => {
    const [copy] = copyOf({ ...aGraphRecord(), 'alex@contoso.example': 'yes', salary: 90_000, isRich: true });
    expect(copy).toMatchObject({
      field1: expect.stringMatching(/^text-[\da-f]{16}$/),
      field2: 0,
      field3: true,
    });
  });

  test('that Microsoft writes stay', () => {
    const record = aGraphRecord();
    const [copy] = copyOf(record);
    const { createdDateTime, status, authenticationDetails, authenticationRequirement, signInEventTypes } =
      record;
    expect(copy).toMatchObject({
      createdDateTime,
      status,
      authenticationDetails,
      authenticationRequirement,
      signInEventTypes,
    });
  });
});

describe('the form', () => {
  test('of JSON stays in every sign', () => {
    const text =
      '{ "id" :\t"x",\n\n "status":{"errorCode":0 , "failureReason":"Other."} }\n{"a\\u0062":[1,2.5,tru';
    expect(redactedText(text)).toMatch(
      /^\{ "id" :\t"id-[\da-f]{24}",\n\n "status":\{"errorCode":0 , "failureReason":"Other\."\} \}\n\{"field1":\[0,0\.5,x$/,
    );
  });

  test('of CSV keeps its columns, quotes, delimiters and line breaks', () => {
    const row = asPortalCsvRow(aGraphRecord({ userDisplayName: 'Example; "Alex"', userAgent: 'curl/8.5.0' }));
    const [heading, line] = (redactedText(csv([row], ';')) ?? '').split('\r\n');
    expect(heading).toBe(csv([row], ';').split('\r\n')[0]);
    expect(line).toContain(';"User 1";"user1@tenant1.example";"member";');
    expect(line).toContain(';"City 1, State 1, XA";"Success";"";"Other.";"Browser";');
    expect(redactedText('Request ID,User ID,Username\na,b,"c,d"\n1,2\n')).toMatch(
      /^Request ID,User ID,Username\nid-\w+,id-\w+,"user1"\nid-\w+,id-\w+\n$/,
    );
  });

  test('of a text that is neither JSON nor CSV of sign-ins is not known, and nothing comes out', () => {
    for (const text of [
      '',
      '  ',
      'Alex Example signed in',
      '<html>Alex</html>',
      'Name,Age\nAlex,42\n',
      'PK\u0003\u0004',
    ])
      expect(redactedText(text)).toBeNull();
  });
});
