// A virtual network of its own: a subnet that the app sends from, and one for private endpoints.
@description('Name of the virtual network.')
param name string

@description('Azure region: that of the app.')
param location string

@description('Tags of every resource.')
param tags object

@description('Addresses of the virtual network, a /26 or larger.')
param addresses string

@description('Azure services that the app reaches through service endpoints.')
param serviceEndpoints string[]

// Flex Consumption takes a subnet of its own, a /27 or larger, without an underscore in its name.
// https://learn.microsoft.com/azure/azure-functions/functions-networking-options#subnets (read 2026-11-30)
resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addresses] }
    // Within the network, so that a second deployment does not remove them.
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addresses, 27, 0)
          delegations: [
            {
              name: 'flex-consumption'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
          serviceEndpoints: map(serviceEndpoints, service => { service: service })
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addresses, 28, 2)
          // Nothing in it calls anybody. It does not hold for the subnet of the app, whose way out is the platform's.
          // https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access (read 2026-11-30)
          defaultOutboundAccess: false
        }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }

  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output appSubnetId string = network::app.id
output endpointSubnetId string = network::endpoints.id
