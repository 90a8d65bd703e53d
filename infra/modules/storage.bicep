@description('Name of the account that the Functions host uses: package, keys, timer state.')
param hostAccountName string

@description('Name of the account that holds the findings. The host has no rights on it.')
param tablesAccountName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

var deploymentContainerName = 'deployments'

// SECURITY.md describes the content of each.
var tableNames = ['Findings', 'Accounts', 'Posture', 'Checkpoints', 'Digests', 'Rejects', 'Audit']

// Open to the network: an app on Flex Consumption without a virtual network has no address of its own that a firewall
// could let in. Entra ID is the only way in: there are no keys, no signatures made with them, and nothing is public.
var hardened = {
  accessTier: 'Hot'
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  allowedCopyScope: 'AAD'
  allowSharedKeyAccess: false
  defaultToOAuthAuthentication: true
  isLocalUserEnabled: false
  isSftpEnabled: false
  minimumTlsVersion: 'TLS1_2'
  publicNetworkAccess: 'Enabled'
  supportsHttpsTrafficOnly: true
}

resource hostAccount 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: hostAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: hardened
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: hostAccount
  name: 'default'
}

resource deploymentContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: deploymentContainerName
  properties: { publicAccess: 'None' }
}

resource tablesAccount 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: tablesAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: hardened
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: tablesAccount
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = [
  for tableName in tableNames: {
    parent: tableService
    name: tableName
  }
]

output hostAccountName string = hostAccount.name
output hostBlobEndpoint string = hostAccount.properties.primaryEndpoints.blob
output deploymentContainerUrl string = '${hostAccount.properties.primaryEndpoints.blob}${deploymentContainer.name}'
output tablesAccountName string = tablesAccount.name
output tablesEndpoint string = tablesAccount.properties.primaryEndpoints.table
