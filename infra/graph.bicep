// The Microsoft Graph permissions of the identity. All of them only read.
// Deploying this takes Privileged Role Administrator. If you cannot use the Graph extension, use grant-graph-permissions.sh.
targetScope = 'resourceGroup'

extension microsoftGraphV1

@description('Name of the identity: the output identityName of main.bicep.')
param identityName string

// Ids are the same in every tenant.
// https://learn.microsoft.com/graph/permissions-reference (read 2026-11-21)
var permissions = {
  // Sign-ins, which methods each account has registered, and when a break-glass account last signed in.
  // Without it nothing works.
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da'
  // Who holds Global Administrator and the other privileged roles, active or eligible; which account synchronizes the
  // directory; names of roles that policies leave out. Without it the digest goes to DIGEST_RECIPIENTS alone.
  'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c'
  // Who is in a group that holds a privileged role, or that a policy leaves out.
  // Without it those who hold it through a group get no digest.
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6'
  // Mail addresses of the administrators, the user in /api/check?user=, names of users that policies leave out, the
  // break-glass accounts and their groups.
  // Without it the digest goes to DIGEST_RECIPIENTS alone, and /api/check answers for the tenant only.
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214'
  // Conditional Access policies and security defaults, their effect and that of per-user MFA on an account, and whether a
  // guest's MFA at home counts.
  // Without it coverage is unknown: the enforced apps for which the tenant's own policies require MFA.
  'Policy.Read.All': '246dd0d5-5bd0-4def-940b-0421030a5b68'
  // The tenant's own id, and its name for the report.
  // Without it, sign-ins to other tenants' resources count like those to this tenant's; the rest goes on.
  'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6'
  // Optional: posts of the message center about mandatory MFA. Remove the line if you do not want them.
  // Without it the report and the digest do not show Microsoft's notices; nothing else changes.
  'ServiceMessage.Read.All': '1b620472-6534-4fe6-9df2-4680e8aa28ec'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

resource grants 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for permission in items(permissions): {
    appRoleId: permission.value
    principalId: identity.properties.principalId
    resourceId: graph.id
  }
]
