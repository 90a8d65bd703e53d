// An address in the virtual network for one service of one resource, and its name there.
@description('Name of the endpoint.')
param name string

@description('Azure region: that of the virtual network.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the subnet that gets the address.')
param subnetId string

@description('Resource id of the resource that it leads to.')
param targetId string

@description('The service of that resource: blob, table, sites or namespace.')
param service string

@description('Name of the private DNS zone for that service.')
param zoneName string

@description('Whether to deploy that zone. If false, somebody else sees to it that the network finds the name.')
param deployZone bool

// The network that the subnet is in.
var networkId = split(subnetId, '/subnets/')[0]

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: service
        properties: {
          privateLinkServiceId: targetId
          groupIds: [service]
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = if (deployZone) {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: uniqueString(networkId)
    location: 'global'
    tags: tags
    properties: {
      // It is a resource id: the beginning of another one.
      #disable-next-line use-resource-id-functions
      virtualNetwork: { id: networkId }
      registrationEnabled: false
    }
  }
}

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = if (deployZone) {
  parent: endpoint
  name: 'default'
  // The app starts after this, and must find the name.
  dependsOn: [zone::link]
  properties: {
    privateDnsZoneConfigs: [
      {
        name: service
        properties: { privateDnsZoneId: zone.id }
      }
    ]
  }
}
