// Lets the app's identity query the two tables of sign-ins in a workspace, and no other table. Deployed into the workspace's group.
@description('Object id of the identity that gets the role.')
param principalId string

@description('Name of the Log Analytics workspace that Entra sends sign-ins to.')
param workspaceName string

// Its actions are workspaces/read, workspaces/query/read and the data action workspaces/tables/data/read. Log Analytics Reader
// (73c42c96-874c-492b-b04d-ab87d138a893) has */read: every table, and every resource in its scope.
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/monitor#log-analytics-data-reader (read 2026-11-30)
var roles = {
  logAnalyticsDataReader: '3b03c2da-16b3-4a49-8834-0f8130efdd3b'
}

// The names are case-sensitive. A wider role of the same identity would open the other tables again.
// https://learn.microsoft.com/azure/azure-monitor/logs/granular-rbac-log-analytics (read 2026-11-30)
var twoTables = '''
(
 (
  !(ActionMatches{'Microsoft.OperationalInsights/workspaces/tables/data/read'})
 )
 OR
 (
  @Resource[Microsoft.OperationalInsights/workspaces/tables:name] StringEquals 'SigninLogs'
  OR
  @Resource[Microsoft.OperationalInsights/workspaces/tables:name] StringEquals 'AADNonInteractiveUserSignInLogs'
 )
)
'''

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, principalId, roles.logAnalyticsDataReader)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.logAnalyticsDataReader)
    condition: twoTables
    conditionVersion: '2.0'
  }
}
