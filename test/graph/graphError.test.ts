import { describe, expect, test } from '@jest/globals';
import { GraphError } from '../../shared/graph/graphError';
import { permissionFor } from '../../shared/graph/permissions';

test.each([
  ['/beta/auditLogs/signIns', 'AuditLog.Read.All'],
  ['/v1.0/reports/authenticationMethods/userRegistrationDetails', 'AuditLog.Read.All'],
  ['/v1.0/roleManagement/directory/roleAssignments', 'RoleManagement.Read.Directory'],
  ['/v1.0/groups/1/transitiveMembers', 'GroupMember.Read.All'],
  ['/v1.0/users/1', 'User.Read.All'],
  ['/v1.0/organization', 'Organization.Read.All'],
  ['/v1.0/identity/conditionalAccess/policies', 'Policy.Read.All'],
  ['/v1.0/me/messages', null],
])('%s needs %s', (path, permission) => {
  expect(permissionFor(path)).toBe(permission);
});

describe('a GraphError', () => {
  test('has the permission that the path requires, and a line of facts for the log', () => {
    const facts = { status: 403, serviceCode: 'Denied' };
    const error = new GraphError('forbidden', '/beta/auditLogs/signIns?$top=1', facts);
    expect(error.fault).toMatchObject({ ...facts, permission: 'AuditLog.Read.All', isRoleMissing: false });
    expect(error.message).toBe(
      'graph: forbidden (path /beta/auditLogs/signIns, status 403, serviceCode Denied, permission AuditLog.Read.All)',
    );
  });

  test('distinguishes a missing role from a missing permission', () => {
    const facts = { status: 403, serviceCode: 'Authentication_RequestFromUnsupportedUserRole' };
    const { fault } = new GraphError('forbidden', '/beta/auditLogs/signIns', facts);
    expect(fault.isRoleMissing).toBe(true);
  });

  test.each(['connect ECONNREFUSED 10.1.2.3:443', '<html>', 'alex@contoso.example', '', 'a'.repeat(81)])(
    'keeps no code of Graph that is not one word: %j',
    (serviceCode) => {
      expect(new GraphError('unavailable', '/v1.0/users', { serviceCode }).fault.serviceCode).toBeNull();
    },
  );

  test.each([
    "https://graph.microsoft.com/beta/auditLogs/signIns?$filter=userId eq 'alex@contoso.example'",
    '/v1.0/users/alex%40contoso.example?$select=id',
    '/v1.0/users/alex@contoso.example',
    '/v1.0/reports/authenticationMethods/userRegistrationDetails/alex@contoso.example',
  ])('holds no personal data: %s', (url) => {
    const error = new GraphError('notFound', url);
    expect(JSON.stringify({ ...error, message: error.message })).not.toMatch(/alex|contoso/);
  });
});
