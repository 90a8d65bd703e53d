@description('Object id of the identity that gets the roles.')
param principalId string

@description('Name of the account that the Functions host uses.')
param hostAccountName string

@description('Name of the account that holds the findings.')
param tablesAccountName string

@description('Name of the Communication Services resource; empty if mails go out another way.')
param communicationServiceName string = ''

@description('Id (a GUID) of a role to assign on that resource in place of the built-in one; empty for the built-in one.')
param emailRoleId string = ''

@description('Name of the Application Insights resource.')
param applicationInsightsName string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-21)
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  communicationAndEmailServiceOwner: '09976791-48a7-449e-bb21-39d1a415f350'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

resource hostAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hostAccountName
}

resource tablesAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: tablesAccountName
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' existing = if (communicationServiceName != '') {
  // Azure checks the name even if the condition is false.
  name: communicationServiceName == '' ? 'unused' : communicationServiceName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// The host keeps its package, function keys, locks and timer state in blobs. Without this role the app does not start.
resource hostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostAccount
  name: guid(hostAccount.id, principalId, roles.storageBlobDataOwner)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
  }
}

// Findings, accounts, checkpoints. The account holds nothing but our tables, so it is the narrowest useful scope.
resource tables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: tablesAccount
  name: guid(tablesAccount.id, principalId, roles.storageTableDataContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageTableDataContributor
    )
  }
}

// Mails through Communication Services. Azure has no built-in role that can only send: this one can list the keys of the resource (which
// open nothing: disableLocalAuth), and delete it. docs/permissions.md has a smaller one of your own.
var emailRole = emailRoleId == '' ? roles.communicationAndEmailServiceOwner : emailRoleId

resource mail 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (communicationServiceName != '') {
  scope: communicationService
  name: guid(communicationService.id, principalId, emailRole)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', emailRole)
  }
}

// Logs and metrics of the app. Without this role the app runs without logs.
resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: applicationInsights
  name: guid(applicationInsights.id, principalId, roles.monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}
