// An Event Hubs namespace of its own, with the hub that Entra streams sign-ins to.
@description('Name of the namespace; part of its address, so unique in Azure.')
param namespaceName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the hub.')
param eventHubName string

@description('Number of partitions.')
param partitionCount int

@description('Days that the hub keeps an event.')
param retentionDays int

@description('Throughput units that Azure may add up to by itself; 0 to stay at one.')
param maximumThroughputUnits int

@description('Who reaches the namespace over the network: open, restricted or private, as in main.bicep.')
@allowed(['open', 'restricted', 'private'])
param network string

@description('Resource id of the subnet that the app sends from; empty without a virtual network.')
param appSubnetId string

// Standard: Basic has no consumer groups beside $Default, and keeps events for one day only.
// https://learn.microsoft.com/azure/event-hubs/compare-tiers (read 2026-11-30)
resource namespace 'Microsoft.EventHub/namespaces@2026-01-01' = {
  name: namespaceName
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Standard'
    capacity: 1
  }
  properties: {
    isAutoInflateEnabled: maximumThroughputUnits > 1
    maximumThroughputUnits: maximumThroughputUnits > 1 ? maximumThroughputUnits : 0
    minimumTlsVersion: '1.2'
    // Keys stay on, because Entra can only write with the rule below. The app never uses one.
    disableLocalAuth: false
    publicNetworkAccess: network == 'private' ? 'Disabled' : 'Enabled'
  }
}

// Entra is no machine in the network: it comes in as one of the services that Microsoft trusts (Azure Monitor, diagnostic settings).
// https://learn.microsoft.com/azure/event-hubs/event-hubs-ip-filtering#trusted-microsoft-services (read 2026-11-30)
resource firewall 'Microsoft.EventHub/namespaces/networkRuleSets@2026-01-01' = if (network != 'open') {
  parent: namespace
  name: 'default'
  properties: {
    publicNetworkAccess: network == 'private' ? 'Disabled' : 'Enabled'
    defaultAction: 'Deny'
    trustedServiceAccessEnabled: true
    virtualNetworkRules: network == 'restricted' ? [{ subnet: { id: appSubnetId } }] : []
  }
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2026-01-01' = {
  parent: namespace
  name: eventHubName
  properties: {
    partitionCount: partitionCount
    messageRetentionInDays: retentionDays
  }
}

// For Entra alone. A diagnostic setting requires a rule of the namespace with these three rights; Send alone is not enough.
// https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#destinations (read 2026-11-30)
resource entra 'Microsoft.EventHub/namespaces/authorizationRules@2026-01-01' = {
  parent: namespace
  name: 'EntraDiagnosticSetting'
  properties: { rights: ['Manage', 'Send', 'Listen'] }
}

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Host name of the namespace.')
output hostName string = split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]

@description('Resource id of the rule that Entra writes with.')
output ruleId string = entra.id
