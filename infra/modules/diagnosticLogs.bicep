// Who read and changed the tables, and who signed in to the endpoints: in the workspace, which the app cannot change.
@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the account that holds the findings.')
param tablesAccountName string

@description('Which requests to the tables are logged: changes, or all, reading included.')
@allowed(['changes', 'all'])
param tableRequests string

@description('Name of the function app, if people sign in to its endpoints; else empty.')
param signInAppName string

// https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-storage-storageaccounts-tableservices-logs
// (read 2026-11-30)
var changes = ['StorageWrite', 'StorageDelete']
var tableCategories = tableRequests == 'all' ? concat(['StorageRead'], changes) : changes

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource tablesAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: tablesAccountName

  resource tableService 'tableServices' existing = {
    name: 'default'
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' existing = if (signInAppName != '') {
  // Azure checks the name even if the condition is false.
  name: signInAppName == '' ? 'unused' : signInAppName
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: tablesAccount::tableService
  name: 'mfa-watch'
  properties: {
    workspaceId: workspace.id
    logs: map(tableCategories, category => { category: category, enabled: true })
  }
}

// The logs of the functions come through Application Insights into the same workspace: FunctionAppLogs would be a second copy of them.
// https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-web-sites-logs (read 2026-11-30)
resource signInLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (signInAppName != '') {
  scope: app
  name: 'mfa-watch'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'AppServiceAuthenticationLogs', enabled: true }]
  }
}
