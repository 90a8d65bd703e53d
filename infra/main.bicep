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

@description('The Microsoft cloud of the tenant: AZURE_CLOUD.')
@allowed(['global', 'usgov', 'usgovdod', 'china'])
param cloud string = 'global'

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

@description('Whether Azure mails an alert when polls, digests or functions fail. This works even if the app does not.')
param alertsEnabled bool = true

@description('Who gets the alerts. If empty, the Owners of the subscription. Azure cannot mail Global Administrators as such.')
param alertRecipients string[] = digestRecipients

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

module storage 'modules/storage.bicep' = {
  params: {
    hostAccountName: '${storagePrefix}h${suffix}'
    tablesAccountName: '${storagePrefix}t${suffix}'
    location: location
    tags: tags
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
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

resource signInIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = if (signInClientId != '') {
  // Azure checks the name even if the condition is false.
  name: signInIdentityName == '' ? 'unused' : signInIdentityName
}

module functionApp 'modules/functionApp.bicep' = {
  // The host reads its storage as soon as it starts, and fails without the role.
  dependsOn: [roles]
  params: {
    planName: 'plan-${name}-${suffix}'
    appName: 'func-${name}-${suffix}'
    location: location
    tags: tags
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    packageUri: packageUri
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
    productSettings: {
      AZURE_CLOUD: cloud
      AZURE_CLIENT_ID: identity.outputs.clientId
      TABLES_ENDPOINT: storage.outputs.tablesEndpoint
      SIGN_IN_SOURCE: 'graph'
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
    }
  }
}

module signIn 'modules/signIn.bicep' = if (signInClientId != '') {
  params: {
    appName: functionApp.outputs.name
    clientId: signInClientId
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
