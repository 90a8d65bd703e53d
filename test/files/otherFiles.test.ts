import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FileError } from '../../local/files/fileError';
import { readRecords } from '../../local/files/readRecords';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'other-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The message about a file that cannot be judged. */
async function messageAbout(content: unknown): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return messageOf(path);
}

async function messageOf(path: string): Promise<string> {
  try {
    for await (const _ of readRecords(path, { name: 'file' }));
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  return 'no message';
}

describe('a file that people take for the sign-in log is named, with what gives the right one', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'a Purview audit search as CSV',
      'RecordId,CreationDate,RecordType,Operation,UserId,AuditData\nr,2026-06-15,15,UserLoggedIn,a@contoso.example,"{}"\n',
      /it is a Purview audit search, .* which does not say how somebody signed in: export the sign-in log/,
    ],
    [
      'a Purview audit search as JSON',
      [{ Id: 'x', Operation: 'UserLoggedIn', Workload: 'AzureActiveDirectory', UserId: 'a@contoso.example' }],
      /Microsoft 365 audit log \(Purview\)/,
    ],
    ['OfficeActivity', 'OfficeWorkload,Operation,UserId\nExchange,Send,a\n', /OfficeActivity.*SigninLogs/],
    [
      'a Graph audit log',
      { value: [{ activityDateTime: 'x', activityDisplayName: 'Update user', category: 'UserManagement' }] },
      /it is the Entra audit log/,
    ],
    [
      'an audit log of PowerShell',
      [{ ActivityDateTime: 'x', ActivityDisplayName: 'Update user', Category: 'UserManagement' }],
      /it is the Entra audit log/,
    ],
    [
      'an audit log of Log Analytics',
      'OperationName,Category,ResultType,Id,InitiatedBy,TargetResources\nUpdate user,UserManagement,0,x,{},[]\n',
      /AuditLogs.*query SigninLogs/,
    ],
    [
      'an audit log of the portal',
      'Date (UTC),CorrelationId,Service,Category,Activity,Result\nx,y,Core Directory,UserManagement,Update user,Success\n',
      /download of the Entra audit log/,
    ],
    ['risk detections', [{ riskEventType: 'x', detectedDateTime: 'y', userId: 'z' }], /risk detections/],
    ['risky users', [{ riskLastUpdatedDateTime: 'x', riskLevel: 'low' }], /list of risky users/],
    ['Conditional Access policies', { value: [{ conditions: {}, grantControls: {} }] }, /"mfa-watch policy"/],
    ['a list of users', { value: [{ displayName: 'A', userPrincipalName: 'a' }] }, /list of users/],
    [
      'a report on methods',
      'userPrincipalName,isMfaRegistered\na,true\n',
      /registered authentication methods/,
    ],
    ['a mandate report', 'UserPrincipalName,UserDisplayName,MfaStatus\na,A,x\n', /registered methods/],
    [
      'the Azure Activity Log',
      'Operation name,Status,Event initiated by\nList Keys,x,a\n',
      /Azure Activity Log/,
    ],
    [
      'the requests of Graph',
      [{ requestUri: 'x', requestMethod: 'GET', userId: 'u' }],
      /MicrosoftGraphActivityLogs/,
    ],
    [
      'a stream of other logs only',
      Array.from({ length: 150 }, () =>
        JSON.stringify({ time: 't', category: 'AuditLogs', properties: { id: 'x' } }),
      ).join('\n'),
      /it holds another log \(AuditLogs\)/,
    ],
    [
      'a result of scan',
      'id,createdDateTime,userId,userPrincipalName,app,verdict,because,detail,evidence,provisional,signal\n',
      /result of mfa-watch/,
    ],
    ['a result as JSON', { signIns: [], accounts: [], summary: { byVerdict: {} } }, /result of mfa-watch/],
    [
      'one half of a portal download',
      'Date (UTC),Request ID,Authentication method,Authentication method detail,Succeeded,Result detail,Requirement\n',
      /authentication details: give it together with the other, InteractiveSignIns/,
    ],
    [
      'an answer of Data Explorer about something else',
      { Tables: [{ TableName: 'T', Columns: [{ ColumnName: 'Computer' }], Rows: [['x']] }] },
      /holds no sign-in records/,
    ],
  ])('%s', async (_kind, content, message) => {
    expect(await messageAbout(content)).toMatch(message);
    expect(await messageAbout(content)).not.toContain('\n');
  });

  test.each([
    ['Authentication_RequestFromNonPremiumTenantOrB2CTenant', /no Entra ID P1.*Entra admin center/],
    ['Authorization_RequestDenied', /grant AuditLog\.Read\.All/],
    ['InvalidAuthenticationToken', /sign in again/],
    ['TooManyRequests', /wait some minutes/],
    ['UnknownError', /fix what it says/],
  ])('an error of Graph is quoted with what fixes it: %s', async (code, fix) => {
    const message = await messageAbout({ error: { code, message: 'x' } });
    expect(message).toContain(`it is an error answer (${code})`);
    expect(message).toMatch(fix);
  });
});

describe('sign-ins that cannot be judged are called that', () => {
  test.each<[string, unknown]>([
    [
      'a Defender table as CSV',
      'Timestamp,Application,ErrorCode,AccountObjectId,AccountUpn,AuthenticationRequirement\nx,y,0,z,a,b\n',
    ],
    [
      'a Defender table as the answer of a hunting query',
      { schema: [], results: [{ Timestamp: 'x', ErrorCode: 0, AccountUpn: 'a', AccountObjectId: 'b' }] },
    ],
  ])('%s', async (_kind, content) => {
    expect(await messageAbout(content)).toMatch(
      /holds sign-ins that cannot be judged; .*EntraIdSignInEvents.*query SigninLogs/,
    );
  });

  test.each([
    'get-mgbeta.csv',
    'get-mgbeta-semicolons.csv',
    'get-mgbeta-default-depth.json',
    'invoke-mggraphrequest.csv',
    'invoke-mggraphrequest-default-depth.json',
  ])('values that PowerShell lost: %s', async (name) => {
    const message = await messageOf(join(__dirname, '../fixtures/powershell', name));
    expect(message).toMatch(
      /^file: holds sign-ins that cannot be judged; PowerShell .*ConvertTo-Json -Depth 9/,
    );
  });
});

test('the sign-in log itself is called nothing of the kind', async () => {
  const names = ['get-mgbeta-depth9.json', 'get-mgbeta-one.json', 'invoke-mggraphrequest-depth9.json'];
  for (const name of names) {
    expect(await messageOf(join(__dirname, '../fixtures/powershell', name))).toBe('no message');
  }
});
