import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FileError } from '../../local/files/fileError';
import type { ErrorAnswer, FileProblem, OtherContent } from '../../local/files/fileProblem';
import { readRecords } from '../../local/files/readRecords';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'other-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function problemWith(content: unknown): Promise<FileProblem | null> {
  const path = join(folder, 'file');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return problemWithFile(path);
}

/** `null` if the file can be judged. */
async function problemWithFile(path: string): Promise<FileProblem | null> {
  try {
    for await (const _ of readRecords(path));
  } catch (error) {
    if (error instanceof FileError) return error.problem;
    throw error;
  }
  return null;
}

describe('a file that people take for the sign-in log is recognised', () => {
  test.each<[string, unknown, OtherContent | null]>([
    [
      'a Purview audit search as CSV',
      'RecordId,CreationDate,RecordType,Operation,UserId,AuditData\nr,2026-06-15,15,UserLoggedIn,a@contoso.example,"{}"\n',
      { code: 'purviewSearch' },
    ],
    [
      'a Purview audit search as JSON',
      [{ Id: 'x', Operation: 'UserLoggedIn', Workload: 'AzureActiveDirectory', UserId: 'a@contoso.example' }],
      { code: 'purviewLog' },
    ],
    ['OfficeActivity', 'OfficeWorkload,Operation,UserId\nExchange,Send,a\n', { code: 'officeActivity' }],
    [
      'a Graph audit log',
      { value: [{ activityDateTime: 'x', activityDisplayName: 'Update user', category: 'UserManagement' }] },
      { code: 'auditLog' },
    ],
    [
      'an audit log of PowerShell',
      [{ ActivityDateTime: 'x', ActivityDisplayName: 'Update user', Category: 'UserManagement' }],
      { code: 'auditLog' },
    ],
    [
      'an audit log of Log Analytics',
      'OperationName,Category,ResultType,Id,InitiatedBy,TargetResources\nUpdate user,UserManagement,0,x,{},[]\n',
      { code: 'auditLogRows' },
    ],
    [
      'an audit log of the portal',
      'Date (UTC),CorrelationId,Service,Category,Activity,Result\nx,y,Core Directory,UserManagement,Update user,Success\n',
      { code: 'auditLogDownload' },
    ],
    [
      'risk detections',
      [{ riskEventType: 'x', detectedDateTime: 'y', userId: 'z' }],
      { code: 'riskDetections' },
    ],
    ['risky users', [{ riskLastUpdatedDateTime: 'x', riskLevel: 'low' }], { code: 'riskyUsers' }],
    ['Conditional Access policies', { value: [{ conditions: {}, grantControls: {} }] }, { code: 'policies' }],
    ['a list of users', { value: [{ displayName: 'A', userPrincipalName: 'a' }] }, { code: 'users' }],
    ['a report on methods', 'userPrincipalName,isMfaRegistered\na,true\n', { code: 'methodsReport' }],
    ['a mandate report', 'UserPrincipalName,UserDisplayName,MfaStatus\na,A,x\n', { code: 'mandateReport' }],
    [
      'the Azure Activity Log',
      'Operation name,Status,Event initiated by\nList Keys,x,a\n',
      { code: 'activityLogDownload' },
    ],
    [
      'the requests of Graph',
      [{ requestUri: 'x', requestMethod: 'GET', userId: 'u' }],
      { code: 'graphRequests' },
    ],
    [
      'a stream of other logs only',
      Array.from({ length: 150 }, () =>
        JSON.stringify({ time: 't', category: 'AuditLogs', properties: { id: 'x' } }),
      ).join('\n'),
      { code: 'otherLog', log: 'AuditLogs' },
    ],
    [
      'a result of scan',
      'id,createdDateTime,userId,userPrincipalName,app,verdict,because,detail,evidence,provisional,signal\n',
      { code: 'ownResult' },
    ],
    ['a result as JSON', { signIns: [], accounts: [], summary: { byVerdict: {} } }, { code: 'ownResult' }],
    [
      'an answer of Data Explorer about something else',
      { Tables: [{ TableName: 'T', Columns: [{ ColumnName: 'Computer' }], Rows: [['x']] }] },
      null,
    ],
  ])('%s', async (_kind, file, content) => {
    expect(await problemWith(file)).toEqual({ code: 'notRecords', content });
  });

  test('one half of a portal download', async () => {
    const columns =
      'Date (UTC),Request ID,Authentication method,Authentication method detail,Succeeded,Result detail,Requirement';
    expect(await problemWith(`${columns}\n`)).toEqual({ code: 'portalSteps' });
  });

  test.each<[string, ErrorAnswer]>([
    ['Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'notLicensed'],
    ['Authorization_RequestDenied', 'notPermitted'],
    ['InvalidAuthenticationToken', 'notSignedIn'],
    ['TooManyRequests', 'tooBusy'],
    ['UnknownError', 'other'],
  ])('an error answer of Graph: %s', async (errorCode, because) => {
    expect(await problemWith({ error: { code: errorCode, message: 'x' } })).toEqual({
      code: 'notRecords',
      content: { code: 'errorAnswer', errorCode, because },
    });
  });
});

describe('sign-ins that cannot be judged are recognised', () => {
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
    expect(await problemWith(content)).toEqual({ code: 'unjudgeable', because: 'defenderTable' });
  });

  test.each([
    'get-mgbeta.csv',
    'get-mgbeta-semicolons.csv',
    'get-mgbeta-default-depth.json',
    'invoke-mggraphrequest.csv',
    'invoke-mggraphrequest-default-depth.json',
  ])('values that PowerShell lost: %s', async (name) => {
    expect(await problemWithFile(join(__dirname, '../fixtures/powershell', name))).toEqual({
      code: 'unjudgeable',
      because: 'lostValues',
    });
  });
});

test.each(['get-mgbeta-depth9.json', 'get-mgbeta-one.json', 'invoke-mggraphrequest-depth9.json'])(
  'the sign-in log itself is not taken for another file: %s',
  async (name) => {
    expect(await problemWithFile(join(__dirname, '../fixtures/powershell', name))).toBeNull();
  },
);
