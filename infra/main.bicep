// MFA Watch in one resource group: its resources, its roles there, and its settings.
// The Graph permissions are in graph.bicep: granting them takes a directory role that few people who deploy have.
metadata name = 'MFA Watch'
metadata description = 'Watches the Entra sign-in log for sign-ins that mandatory MFA would stop, and mails the changes.'

targetScope = 'resourceGroup'

@description('Begins every resource name.')
@minLength(3)
@maxLength(20)
param name string = 'mfa-watch'

@description('Azure region; must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Tags of every resource.')
param tags object = {}

// https://learn.microsoft.com/azure/azure-functions/supported-languages (read 2026-11-29)
@description('Major version of Node.js. Azure supports 24 until 2028-04-30, and 22 until 2027-04-30.')
@allowed(['22', '24'])
param nodeVersion string = '24'

@description('Memory of one instance, in megabytes. Less costs less and starts slower.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Gigabytes of logs a day. After that, the workspace accepts no more until the next day.')
@minValue(1)
param logDailyCapGb int = 1

@description('Address of the package to run, the released-package.zip of a release. If empty, the package is published after the deployment.')
param packageUri string = ''

// Communication Services has taken no new customers since 2026-10-23, and ends on 2028-09-30.
// https://learn.microsoft.com/azure/communication-services/acs-retirement-and-breaking-changes-guide (read 2026-11-29)
@description('How mails go out, graph (from a mailbox of the tenant) or acs (Communication Services, for deployments that already use it): MAIL_MODE.')
@allowed(['graph', 'acs'])
param mailMode string = 'graph'

@description('The mailbox that mails come from, its user principal name or object id; required if mailMode is graph: MAIL_SENDER.')
param mailSender string = ''

@description('If mailMode is acs: the region in which Azure keeps mails at rest, for example Europe or United States. Cannot be changed later.')
param emailDataLocation string = 'Europe'

@description('If mailMode is acs: a domain of your own to send from, used as soon as it is verified. If empty, Azure provides one.')
param emailDomain string = ''

@description('If mailMode is acs: id (a GUID) of a role of your own that the app gets in place of Communication and Email Service Owner, docs/permissions.md: EMAIL_ROLE_ID.')
param emailRoleId string = ''

@description('The Microsoft cloud of the tenant: AZURE_CLOUD.')
@allowed(['global', 'usgov', 'usgovdod', 'china'])
param cloud string = 'global'

@description('Where sign-ins come from, graph (the sign-in log), logAnalytics (a workspace that Entra sends them to) or eventHub (a hub that Entra streams them to): SIGN_IN_SOURCE.')
@allowed(['graph', 'logAnalytics', 'eventHub'])
param signInSource string = 'graph'

@description('If signInSource is logAnalytics: resource id of the workspace, in any resource group or subscription of the tenant: LOG_ANALYTICS_WORKSPACE.')
param logAnalyticsWorkspace string = ''

// Standard, one throughput unit: 0.03 US dollars an hour, about 22 a month, and 0.028 for each million of events.
// https://azure.microsoft.com/pricing/details/event-hubs/ (common report, not read at Microsoft: docs/deploy.md)
@description('If signInSource is eventHub: resource id of an existing namespace. If empty, a namespace is deployed, which costs about 22 US dollars a month: EVENT_HUB_NAMESPACE.')
param eventHubNamespace string = ''

@description('If signInSource is eventHub: name of the hub, which must exist in an existing namespace: EVENT_HUB_NAME.')
param eventHubName string = 'sign-ins'

@description('If signInSource is eventHub: the consumer group that the app reads through. It is created, unless it is $Default: EVENT_HUB_CONSUMER_GROUP.')
param eventHubConsumerGroup string = 'mfa-watch'

// https://learn.microsoft.com/azure/event-hubs/event-hubs-scalability#partitions (read 2026-11-30)
@description('For a new hub: its partitions. At most as many instances of the app read it at once. Standard cannot change the number later.')
@minValue(1)
@maxValue(32)
param eventHubPartitions int = 4

@description('For a new hub: days that it keeps an event, 1 to 7. If the app does not read for longer than that, sign-ins are lost.')
@minValue(1)
@maxValue(7)
param eventHubRetentionDays int = 1

@description('For a new hub: throughput units that Azure may add up to by itself (auto-inflate), 2 to 40; 0 to stay at one, which takes in 1 MB a second. Azure never takes any back.')
@minValue(0)
@maxValue(40)
param eventHubMaximumThroughputUnits int = 0

@description('Whether to give the app its role on an existing workspace or hub. If false, somebody who may assign roles there does: GRANT_SOURCE_ACCESS.')
param grantSourceAccess bool = true

@description('Whether to read sign-ins that a client made on behalf of a user: INCLUDE_NON_INTERACTIVE.')
param includeNonInteractive bool = true

@description('Enforced apps to add to the catalogue, or to replace in it: EXTRA_ENFORCED_APPS.')
param extraEnforcedApps object[] = []

@description('User ids or user principal names of the break-glass accounts: BREAK_GLASS_ACCOUNTS.')
param breakGlassAccounts string[] = []

@description('Whether the digest goes to every Global Administrator: DIGEST_TO_GLOBAL_ADMINS.')
param digestToGlobalAdmins bool = true

@description('Further mail addresses for the digest: DIGEST_RECIPIENTS.')
param digestRecipients string[] = []

@description('Local time of day of the digest, HH:MM: DIGEST_TIME.')
param digestTime string = '07:00'

@description('IANA time zone of the digest, for example Europe/Berlin: DIGEST_TIME_ZONE.')
param digestTimeZone string = 'UTC'

@description('How often a digest goes out if nothing changed: DIGEST_WHEN_QUIET.')
@allowed(['daily', 'weekly', 'never'])
param digestWhenQuiet string = 'weekly'

@description('Whether a mail goes out at the next hourly tick if a break-glass account is used, or an administrator gets in by a password alone: URGENT_MAIL.')
param urgentMail bool = true

@description('Target of the links in the digest: REPORT_URL. If empty, the digest has no links. Must hold no function key, because mails show it.')
param reportUrl string = ''

@description('When to read the sign-in log, NCRONTAB in UTC: POLL_SCHEDULE.')
param pollSchedule string = '0 */15 * * * *'

@description('When to read registrations, roles and policies, NCRONTAB in UTC: POSTURE_SCHEDULE.')
param postureSchedule string = '0 20 3 * * *'

@description('When to check whether the digest is due, NCRONTAB in UTC: DIGEST_SCHEDULE.')
param digestSchedule string = '0 0 * * * *'

@description('Days to keep findings and accounts, 7 to 730; below 21 they are kept for 21 days: RETENTION_DAYS.')
@minValue(7)
@maxValue(730)
param retentionDays int = 90

@description('Days from the creation of an account in which it is no news, 0 for none: NEW_ACCOUNT_GRACE_DAYS.')
@minValue(0)
@maxValue(30)
param newAccountGraceDays int = 0

@description('Values of the app roles whose holders may change something, for example MfaWatch.Write; without signInClientId, nobody may then change anything: WRITER_ROLES.')
param writerRoles string[] = []

@description('Object ids of the groups whose members may change something; without signInClientId, nobody may then change anything: WRITER_GROUPS.')
param writerGroups string[] = []

@description('Names of function keys, each as the first eight digits of the SHA-256 hash of the key, an equals sign and a name: FUNCTION_KEY_NAMES.')
param functionKeyNames string[] = []

@description('Which requests to the tables the workspace keeps for 30 days, none, changes, or all (reading included, which costs more, and in a large tenant takes a higher logDailyCapGb); changes and all also keep who signed in: DIAGNOSTIC_LOGS.')
@allowed(['none', 'changes', 'all'])
param diagnosticLogs string = 'changes'

@description('Whether Azure mails an alert when polls, digests or functions fail. This works even if the app does not.')
param alertsEnabled bool = true

@description('Who gets the alerts. If empty, the Owners of the subscription. Azure cannot mail Global Administrators as such.')
param alertRecipients string[] = digestRecipients

// What each costs: docs/cost.md. Neither restricted nor private has been tried in Azure.
@description('Who reaches the app and its storage over the network: open (any address; a key or a role is needed), restricted (the storage only from the app) or private (both only from a virtual network): NETWORK.')
@allowed(['open', 'restricted', 'private'])
param network string = 'open'

@description('Addresses and ranges that may call the endpoints of the app, separated by commas, for example 203.0.113.0/24. If empty, any. Not with private: ALLOWED_ADDRESSES.')
param allowedAddresses string = ''

@description('If network is restricted or private: resource id of an existing subnet for the app, delegated to Microsoft.App/environments. If empty, a virtual network is deployed: APP_SUBNET.')
param appSubnet string = ''

@description('If network is private and appSubnet is given: resource id of an existing subnet for the private endpoints: ENDPOINT_SUBNET.')
param endpointSubnet string = ''

@description('For a new virtual network: its addresses, a /26 or larger. Choose others if it is to be connected to a network that has these.')
param networkAddresses string = '10.83.0.0/26'

@description('If network is private: whether to deploy the private DNS zones and link them to the network. If false, somebody else does, for example a policy.')
param privateDnsZones bool = true

@description('Client id of the app registration of signIn.bicep. If set, only its users may call the HTTP endpoints; if empty, the function key is enough.')
param signInClientId string = ''

@description('Name of the identity of signIn.bicep; needed with signInClientId.')
param signInIdentityName string = ''

// No outputs of resources here, so that Azure evaluates it before it deploys anything.
// https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-flow-control (read 2026-11-29)
var mailbox = mailMode != 'graph'
  ? ''
  : empty(trim(mailSender))
      ? fail('No mailbox to send mails from. Set the parameter mailSender (MAIL_SENDER) to the user principal name or object id of a mailbox of this tenant. If this deployment already sends through Communication Services, set mailMode (MAIL_MODE) to acs instead')
      : trim(mailSender)

// Of a resource id, part 2 is the subscription, 4 the group and 8 the name.
var noResource = '${resourceGroup().id}/providers/none/none/unused'
var workspaceParts = split(
  signInSource != 'logAnalytics'
    ? noResource
    : contains(toLower(logAnalyticsWorkspace), '/providers/microsoft.operationalinsights/workspaces/')
        ? trim(logAnalyticsWorkspace)
        : fail('No workspace to read sign-ins from. Set the parameter logAnalyticsWorkspace (LOG_ANALYTICS_WORKSPACE) to the resource id of the Log Analytics workspace that Entra sends sign-ins to: /subscriptions/.../resourceGroups/.../providers/Microsoft.OperationalInsights/workspaces/...'),
  '/'
)
var hasOwnHub = signInSource == 'eventHub' && empty(trim(eventHubNamespace))
var namespaceParts = split(
  signInSource != 'eventHub'
    ? noResource
    : hasOwnHub
        ? '${resourceGroup().id}/providers/Microsoft.EventHub/namespaces/evhns-${name}-${suffix}'
        : contains(toLower(eventHubNamespace), '/providers/microsoft.eventhub/namespaces/')
            ? trim(eventHubNamespace)
            : fail('The parameter eventHubNamespace (EVENT_HUB_NAMESPACE) is no resource id of an Event Hubs namespace. Leave it empty to deploy a namespace, or set it to /subscriptions/.../resourceGroups/.../providers/Microsoft.EventHub/namespaces/...'),
  '/'
)

var hasNetwork = network != 'open'
var isPrivate = network == 'private'
var hasOwnNetwork = hasNetwork && empty(trim(appSubnet))
// Of a subnet, part 8 is the virtual network and 10 the name.
var isSubnet = contains(toLower(appSubnet), '/providers/microsoft.network/virtualnetworks/') && contains(toLower(appSubnet), '/subnets/')
var givenAppSubnet = !hasNetwork || hasOwnNetwork
  ? ''
  : isSubnet
      ? trim(appSubnet)
      : fail('The parameter appSubnet (APP_SUBNET) is no resource id of a subnet. Leave it empty to deploy a virtual network, or set it to /subscriptions/.../providers/Microsoft.Network/virtualNetworks/.../subnets/...')
var givenEndpointSubnet = !isPrivate || hasOwnNetwork
  ? ''
  : empty(trim(endpointSubnet))
      ? fail('No subnet for the private endpoints. Set the parameter endpointSubnet (ENDPOINT_SUBNET) to the resource id of a subnet beside that of appSubnet (APP_SUBNET)')
      : trim(endpointSubnet)
var addresses = filter(map(split(allowedAddresses, ','), address => trim(address)), address => address != '')
var callers = isPrivate && !empty(addresses)
  ? fail('With network private, no public address reaches the app. Leave the parameter allowedAddresses (ALLOWED_ADDRESSES) empty, or set network (NETWORK) to restricted')
  : addresses

// In Azure, environment() knows no other suffix of these than that of storage.
// https://learn.microsoft.com/azure/private-link/private-endpoint-dns (read 2026-11-30)
var zonesOfClouds = {
  AzureCloud: { sites: 'privatelink.azurewebsites.net', namespace: 'privatelink.servicebus.windows.net' }
  AzureUSGovernment: { sites: 'privatelink.azurewebsites.us', namespace: 'privatelink.servicebus.usgovcloudapi.net' }
  AzureChinaCloud: { sites: 'privatelink.chinacloudsites.cn', namespace: 'privatelink.servicebus.chinacloudapi.cn' }
}
var zones = union(
  {
    blob: 'privatelink.blob.${environment().suffixes.storage}'
    table: 'privatelink.table.${environment().suffixes.storage}'
  },
  zonesOfClouds[?environment().name] ?? {}
)

// The same on every deployment to this resource group, and different in any other.
var suffix = uniqueString(resourceGroup().id)
// Storage account names: at most 24 lower-case letters and digits.
var storagePrefix = take(toLower(replace(name, '-', '')), 10)

module identity 'modules/identity.bicep' = {
  params: {
    name: 'id-${name}-${suffix}'
    location: location
    tags: tags
  }
}

module virtualNetwork 'modules/network.bicep' = if (hasOwnNetwork) {
  params: {
    name: 'vnet-${name}-${suffix}'
    location: location
    tags: tags
    addresses: networkAddresses
    // Private endpoints take the place of the other two.
    serviceEndpoints: concat(
      ['Microsoft.Web'],
      isPrivate ? [] : ['Microsoft.Storage'],
      hasOwnHub && !isPrivate ? ['Microsoft.EventHub'] : []
    )
  }
}

var appSubnetId = hasOwnNetwork ? virtualNetwork!.outputs.appSubnetId : givenAppSubnet
var endpointSubnetId = hasOwnNetwork ? virtualNetwork!.outputs.endpointSubnetId : givenEndpointSubnet

module storage 'modules/storage.bicep' = {
  params: {
    network: network
    appSubnetId: appSubnetId
    hostAccountName: '${storagePrefix}h${suffix}'
    tablesAccountName: '${storagePrefix}t${suffix}'
    location: location
    tags: tags
  }
}

module blobEndpoint 'modules/privateEndpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pep-blob-${name}-${suffix}'
    location: location
    tags: tags
    subnetId: endpointSubnetId
    targetId: storage.outputs.hostAccountId
    service: 'blob'
    zoneName: zones.blob
    deployZone: privateDnsZones
  }
}

module tableEndpoint 'modules/privateEndpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pep-table-${name}-${suffix}'
    location: location
    tags: tags
    subnetId: endpointSubnetId
    targetId: storage.outputs.tablesAccountId
    service: 'table'
    zoneName: zones.table
    deployZone: privateDnsZones
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-${name}-${suffix}'
    applicationInsightsName: 'appi-${name}-${suffix}'
    location: location
    tags: tags
    dailyCapGb: logDailyCapGb
  }
}

module alerts 'modules/alerts.bicep' = if (alertsEnabled) {
  params: {
    name: 'alert-${name}-${suffix}'
    location: location
    tags: tags
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    recipients: alertRecipients
  }
}

module workbook 'modules/workbook.bicep' = {
  params: {
    location: location
    tags: tags
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module communication 'modules/communication.bicep' = if (mailMode == 'acs') {
  params: {
    emailServiceName: 'mail-${name}-${suffix}'
    communicationServiceName: 'acs-${name}-${suffix}'
    dataLocation: emailDataLocation
    customDomainName: emailDomain
    tags: tags
  }
}

module roles 'modules/roles.bicep' = {
  params: {
    principalId: identity.outputs.principalId
    hostAccountName: storage.outputs.hostAccountName
    tablesAccountName: storage.outputs.tablesAccountName
    communicationServiceName: mailMode == 'acs' ? communication!.outputs.communicationServiceName : ''
    emailRoleId: emailRoleId
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = if (signInSource == 'logAnalytics') {
  scope: resourceGroup(workspaceParts[2], workspaceParts[4])
  name: workspaceParts[8]
}

module workspaceReader 'modules/workspaceReader.bicep' = if (signInSource == 'logAnalytics' && grantSourceAccess) {
  scope: resourceGroup(workspaceParts[2], workspaceParts[4])
  params: {
    principalId: identity.outputs.principalId
    workspaceName: workspaceParts[8]
  }
}

module eventHub 'modules/eventHub.bicep' = if (hasOwnHub) {
  params: {
    namespaceName: namespaceParts[8]
    location: location
    tags: tags
    eventHubName: eventHubName
    partitionCount: eventHubPartitions
    retentionDays: eventHubRetentionDays
    maximumThroughputUnits: eventHubMaximumThroughputUnits
    network: network
    appSubnetId: appSubnetId
  }
}

module hubEndpoint 'modules/privateEndpoint.bicep' = if (hasOwnHub && isPrivate) {
  params: {
    name: 'pep-hub-${name}-${suffix}'
    location: location
    tags: tags
    subnetId: endpointSubnetId
    targetId: eventHub!.outputs.id
    service: 'namespace'
    zoneName: zones.namespace
    deployZone: privateDnsZones
  }
}

resource eventHubNamespaceFound 'Microsoft.EventHub/namespaces@2026-01-01' existing = if (signInSource == 'eventHub' && !hasOwnHub) {
  scope: resourceGroup(namespaceParts[2], namespaceParts[4])
  name: namespaceParts[8]
}

module eventHubReader 'modules/eventHubReader.bicep' = if (hasOwnHub || (signInSource == 'eventHub' && grantSourceAccess)) {
  scope: resourceGroup(namespaceParts[2], namespaceParts[4])
  dependsOn: [eventHub]
  params: {
    principalId: identity.outputs.principalId
    namespaceName: namespaceParts[8]
    eventHubName: eventHubName
    consumerGroupName: eventHubConsumerGroup
  }
}

resource signInIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = if (signInClientId != '') {
  // Azure checks the name even if the condition is false.
  name: signInIdentityName == '' ? 'unused' : signInIdentityName
}

module functionApp 'modules/functionApp.bicep' = {
  // The host reads its storage as soon as it starts, and fails without the role. Its trigger reads the hub likewise.
  dependsOn: [roles, workspaceReader, eventHubReader, blobEndpoint, tableEndpoint, hubEndpoint]
  params: {
    planName: 'plan-${name}-${suffix}'
    appName: 'func-${name}-${suffix}'
    location: location
    tags: tags
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    packageUri: packageUri
    network: network
    subnetId: appSubnetId
    allowedAddresses: callers
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostBlobEndpoint: storage.outputs.hostBlobEndpoint
    hostAccountName: storage.outputs.hostAccountName
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    furtherIdentityIds: signInClientId == '' ? [] : [signInIdentity.id]
    signInSettings: signInClientId == ''
      ? {}
      : {
          OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: signInIdentity!.properties.clientId
          WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
        }
    sourceSettings: signInSource == 'logAnalytics'
      ? {
          LOG_ANALYTICS_WORKSPACE_ID: workspace!.properties.customerId
        }
      : signInSource == 'eventHub'
          ? {
              EVENT_HUB_NAME: eventHubName
              EVENT_HUB_CONSUMER_GROUP: eventHubConsumerGroup
              // The trigger takes these three as its connection EVENT_HUB.
              EVENT_HUB__fullyQualifiedNamespace: hasOwnHub
                ? eventHub!.outputs.hostName
                : split(split(eventHubNamespaceFound!.properties.serviceBusEndpoint, '//')[1], ':')[0]
              EVENT_HUB__credential: 'managedidentity'
              EVENT_HUB__clientId: identity.outputs.clientId
            }
          : {}
    productSettings: {
      AZURE_CLOUD: cloud
      AZURE_CLIENT_ID: identity.outputs.clientId
      TABLES_ENDPOINT: storage.outputs.tablesEndpoint
      SIGN_IN_SOURCE: signInSource
      INCLUDE_NON_INTERACTIVE: toLower(string(includeNonInteractive))
      EXTRA_ENFORCED_APPS: string(extraEnforcedApps)
      BREAK_GLASS_ACCOUNTS: join(breakGlassAccounts, ',')
      MAIL_MODE: mailMode
      MAIL_SENDER: mailbox
      EMAIL_ENDPOINT: mailMode == 'acs' ? communication!.outputs.endpoint : ''
      EMAIL_SENDER: mailMode == 'acs' ? communication!.outputs.sender : ''
      DIGEST_TO_GLOBAL_ADMINS: toLower(string(digestToGlobalAdmins))
      DIGEST_RECIPIENTS: join(digestRecipients, ',')
      DIGEST_TIME: digestTime
      DIGEST_TIME_ZONE: digestTimeZone
      DIGEST_WHEN_QUIET: digestWhenQuiet
      URGENT_MAIL: toLower(string(urgentMail))
      REPORT_URL: reportUrl
      // The triggers name these three. A function does not load if its schedule is missing.
      POLL_SCHEDULE: pollSchedule
      POSTURE_SCHEDULE: postureSchedule
      DIGEST_SCHEDULE: digestSchedule
      RETENTION_DAYS: string(retentionDays)
      NEW_ACCOUNT_GRACE_DAYS: string(newAccountGraceDays)
      WRITER_ROLES: join(writerRoles, ',')
      WRITER_GROUPS: join(writerGroups, ',')
      FUNCTION_KEY_NAMES: join(functionKeyNames, ',')
    }
  }
}

module appEndpoint 'modules/privateEndpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pep-app-${name}-${suffix}'
    location: location
    tags: tags
    subnetId: endpointSubnetId
    targetId: functionApp.outputs.id
    service: 'sites'
    zoneName: zones.sites
    deployZone: privateDnsZones
  }
}

module signIn 'modules/signIn.bicep' = if (signInClientId != '') {
  params: {
    appName: functionApp.outputs.name
    clientId: signInClientId
  }
}

module logs 'modules/diagnosticLogs.bicep' = if (diagnosticLogs != 'none') {
  params: {
    workspaceName: monitoring.outputs.workspaceName
    tablesAccountName: storage.outputs.tablesAccountName
    tableRequests: diagnosticLogs == 'all' ? 'all' : 'changes'
    signInAppName: signInClientId == '' ? '' : functionApp.outputs.name
  }
}

@description('Name of the function app that the package is published to.')
output functionAppName string = functionApp.outputs.name

@description('Address of the function app; the endpoints are under /api.')
output functionAppUrl string = functionApp.outputs.url

@description('Name of the identity, which graph.bicep and the scripts beside it take.')
output identityName string = identity.outputs.name

@description('Client id of the identity, which the permission on the mailbox is granted to.')
output identityClientId string = identity.outputs.clientId

@description('Object id of the identity.')
output identityPrincipalId string = identity.outputs.principalId

@description('Table service that holds the findings.')
output tablesEndpoint string = storage.outputs.tablesEndpoint

@description('How mails go out: graph or acs.')
output mailMode string = mailMode

@description('The mailbox or address that mails come from.')
output mailSender string = mailMode == 'acs' ? communication!.outputs.sender : mailbox

@description('If mailMode is acs: the DNS records to add for a domain of your own; empty without one.')
output emailDomainRecords object = mailMode == 'acs' ? communication!.outputs.customDomainRecords : {}

@description('If a namespace is deployed: resource id of the rule with which Entra writes to the hub, which diagnostics.bicep takes. Else empty.')
output eventHubRuleId string = hasOwnHub ? eventHub!.outputs.ruleId : ''
