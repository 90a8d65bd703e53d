@description('Name of the account that the Functions host uses: package, keys, timer state.')
param hostAccountName string

@description('Name of the account that holds the findings. The host has no rights on it.')
param tablesAccountName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Who reaches the accounts over the network: open, restricted or private, as in main.bicep.')
@allowed(['open', 'restricted', 'private'])
param network string

@description('Resource id of the subnet that the app sends from. If network is restricted, no other place reaches the accounts.')
param appSubnetId string

var deploymentContainerName = 'deployments'

// SECURITY.md describes the content of each.
var tableNames = ['Findings', 'Accounts', 'Posture', 'Checkpoints', 'Digests', 'Rejects', 'Audit']

// An app without a virtual network has no address of its own that a firewall could let in: so both accounts are open to the network by
// default. In each case, Entra ID is the only way in: there are no keys, no signatures made with them, and nothing is public.
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
  // If null, a firewall that somebody has set by hand stays.
  networkAcls: network == 'open'
    ? null
    : {
        defaultAction: 'Deny'
        bypass: 'None'
        virtualNetworkRules: network == 'restricted' ? [{ id: appSubnetId, action: 'Allow' }] : []
      }
  publicNetworkAccess: network == 'private' ? 'Disabled' : 'Enabled'
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
  // The package and the function keys can be brought back for a week. Tables have no such protection: docs/operations.md, "Protect".
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 7 }
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
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

output hostAccountId string = hostAccount.id
output hostAccountName string = hostAccount.name
output hostBlobEndpoint string = hostAccount.properties.primaryEndpoints.blob
output deploymentContainerUrl string = '${hostAccount.properties.primaryEndpoints.blob}${deploymentContainer.name}'
output tablesAccountId string = tablesAccount.id
output tablesAccountName string = tablesAccount.name
output tablesEndpoint string = tablesAccount.properties.primaryEndpoints.table
