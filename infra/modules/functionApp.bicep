@description('Name of the plan.')
param planName string

@description('Name of the function app; part of its address, so unique in Azure.')
param appName string

@description('Azure region; must offer Flex Consumption.')
param location string

@description('Tags of every resource.')
param tags object

@description('Major version of Node.js.')
param nodeVersion string

@description('Memory of one instance, in megabytes.')
param instanceMemoryMB int

@description('Address of the package to run. If empty, the package is published after the deployment.')
param packageUri string

@description('Resource id of the user-assigned identity.')
param identityId string

@description('Client id of the user-assigned identity.')
param identityClientId string

@description('Blob endpoint of the account that the Functions host uses.')
param hostBlobEndpoint string

@description('Name of that account.')
param hostAccountName string

@description('Address of the blob container that the app runs from.')
param deploymentContainerUrl string

@description('Connection string of Application Insights. Not a secret: it names the resource, and opens nothing.')
param applicationInsightsConnectionString string

@description('Resource ids of further identities that the app may use.')
param furtherIdentityIds string[]

@description('Settings of the sign-in for the HTTP endpoints; empty without it.')
param signInSettings object

@description('Settings of the source that sign-ins come from.')
param sourceSettings object

@description('Settings of the product, by name. An empty value counts as absent.')
param productSettings object

@description('Who reaches the app over the network: open, restricted or private, as in main.bicep.')
@allowed(['open', 'restricted', 'private'])
param network string

@description('Resource id of the subnet that the app sends from; empty without a virtual network.')
param subnetId string

@description('Addresses and ranges that may call the endpoints. If empty, any.')
param allowedAddresses string[]

// A binding or the host needs all three to use a user-assigned identity; the client id alone is not enough.
var hostSettings = {
  AzureWebJobsStorage__blobServiceUri: hostBlobEndpoint
  // With the address alone, the host on Flex Consumption may fail to start.
  // https://github.com/Azure/azure-functions-host/issues/11787 (read 2026-11-29)
  AzureWebJobsStorage__accountName: hostAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // Azure's own landing page needs no key, and has none of the headers of the app.
  // https://learn.microsoft.com/azure/azure-functions/functions-app-settings#azurewebjobsdisablehomepage (read 2026-11-30)
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// An app with a virtual network calls itself through it when it is published.
// https://github.com/Azure/Azure-Functions/issues/2635 (read 2026-11-30)
var callers = concat(
  subnetId == '' ? [] : [{ name: 'the app itself', action: 'Allow', priority: 100, vnetSubnetResourceId: subnetId }],
  map(range(0, length(allowedAddresses)), index => {
    name: 'allowed ${index + 1}'
    action: 'Allow'
    priority: 200 + index
    ipAddress: contains(allowedAddresses[index], '/')
      ? allowedAddresses[index]
      : '${allowedAddresses[index]}/${contains(allowedAddresses[index], ':') ? 128 : 32}'
  })
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: appName
  location: location
  // azd finds the app for the service of azure.yaml by this tag.
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: toObject(concat([identityId], furtherIdentityIds), id => id, id => {})
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // If null, what somebody has set by hand stays.
    publicNetworkAccess: network == 'open' ? null : network == 'private' ? 'Disabled' : 'Enabled'
    // All that the app sends goes through it.
    // https://learn.microsoft.com/azure/azure-functions/functions-networking-options (read 2026-11-30)
    virtualNetworkSubnetId: subnetId == '' ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        // The lowest that Flex Consumption accepts; the three timers and a few requests never need more. An Event Hubs trigger
        // scales by itself, to at most one instance for each partition (32 in Standard).
        // https://learn.microsoft.com/azure/azure-functions/functions-target-based-scaling#event-hubs (read 2026-11-30)
        maximumInstanceCount: 40
      }
    }
    siteConfig: {
      appSettings: map(items(union(hostSettings, signInSettings, sourceSettings, productSettings)), setting => {
        name: setting.key
        value: setting.value
      })
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ipSecurityRestrictions: empty(allowedAddresses) ? null : callers
      ipSecurityRestrictionsDefaultAction: empty(allowedAddresses) ? null : 'Deny'
      // azd, Azure CLI and the machines of GitHub publish from any address, with an Entra token.
      scmIpSecurityRestrictionsUseMain: empty(allowedAddresses) ? null : false
    }
  }
}

// Publishing takes an Entra token; the user name and password of the publish profile open nothing.
// Two resources, not a loop: the compiler checks the properties only if it knows the name.
resource ftpPolicy 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmPolicy 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

// Azure fetches the package, and keeps it in the container for deployments.
// https://learn.microsoft.com/azure/azure-functions/functions-infrastructure-as-code, "Deployment package" (read 2026-11-29)
resource package 'Microsoft.Web/sites/extensions@2025-03-01' = if (packageUri != '') {
  parent: app
  name: 'onedeploy'
  // The page above documents the properties, and Azure-Samples/function-app-arm-templates sets them, but the type data of
  // Azure lacks them for this name.
  #disable-next-line BCP187
  properties: {
    packageUri: packageUri
    remoteBuild: false
  }
}

output id string = app.id
output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
