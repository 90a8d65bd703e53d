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
  test('names the permission to grant', () => {
    const error = new GraphError('forbidden', '/beta/auditLogs/signIns?$top=1', {
      status: 403,
      graphCode: 'Denied',
    });
    expect(error.message).toBe(
      '/beta/auditLogs/signIns: Graph does not let the identity read this (403 Denied). ' +
        'Grant the identity the application permission AuditLog.Read.All, with admin consent.',
    );
  });

  test('names the role where a person lacks one', () => {
    const facts = { status: 403, graphCode: 'Authentication_RequestFromUnsupportedUserRole' };
    const { message } = new GraphError('forbidden', '/beta/auditLogs/signIns', facts);
    expect(message).toContain('lacks a directory role, not a permission');
    expect(message).not.toContain('AuditLog');
  });

  test('of a licence does not say that there is none', () => {
    expect(new GraphError('notLicensed', '/beta/auditLogs/signIns').message).toMatch(
      /If the tenant has one, try again/,
    );
  });

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
