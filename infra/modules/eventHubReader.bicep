// Lets the app's identity read one event hub, through a consumer group of its own. Deployed into the group of the namespace.
@description('Object id of the identity that gets the role.')
param principalId string

@description('Name of the Event Hubs namespace.')
param namespaceName string

@description('Name of the hub that Entra sends sign-ins to.')
param eventHubName string

@description('Name of the consumer group; created, unless it is $Default.')
param consumerGroupName string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/analytics (read 2026-11-30)
var roles = {
  azureEventHubsDataReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
}

resource namespace 'Microsoft.EventHub/namespaces@2026-01-01' existing = {
  name: namespaceName
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2026-01-01' existing = {
  parent: namespace
  name: eventHubName
}

// Two readers of one consumer group take the events from each other.
resource consumerGroup 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2026-01-01' = if (consumerGroupName != '$Default') {
  parent: hub
  // Azure checks the name even if the condition is false.
  name: consumerGroupName == '$Default' ? 'unused' : consumerGroupName
}

// On the hub, not on the consumer group alone: the trigger first asks the hub for its partitions, and with a role on the consumer
// group alone it fails with "'Listen' claim(s) are required".
// https://github.com/Azure/azure-functions-python-worker/issues/1778, https://github.com/Azure/azure-sdk-for-net/issues/45372
// (read 2026-11-30)
resource receiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hub
  name: guid(hub.id, principalId, roles.azureEventHubsDataReceiver)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.azureEventHubsDataReceiver
    )
  }
}
