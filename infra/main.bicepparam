// Takes the parameters of main.bicep from environment variables, which have the names of the settings in docs/settings.md:
//   azd env set DIGEST_TIME_ZONE Europe/Berlin                   for azd
//   DIGEST_TIME_ZONE=Europe/Berlin az deployment group create ... -p infra/main.bicepparam
// A variable that is not set has the default of main.bicep.
using './main.bicep'

param mailMode = readEnvironmentVariable('MAIL_MODE', 'graph')
param mailSender = readEnvironmentVariable('MAIL_SENDER', '')
param emailDataLocation = readEnvironmentVariable('EMAIL_DATA_LOCATION', 'Europe')
param emailDomain = readEnvironmentVariable('EMAIL_DOMAIN', '')
param emailRoleId = readEnvironmentVariable('EMAIL_ROLE_ID', '')

param cloud = readEnvironmentVariable('AZURE_CLOUD', 'global')
param signInSource = readEnvironmentVariable('SIGN_IN_SOURCE', 'graph')
param logAnalyticsWorkspace = readEnvironmentVariable('LOG_ANALYTICS_WORKSPACE', '')
param eventHubNamespace = readEnvironmentVariable('EVENT_HUB_NAMESPACE', '')
param eventHubName = readEnvironmentVariable('EVENT_HUB_NAME', 'sign-ins')
param eventHubConsumerGroup = readEnvironmentVariable('EVENT_HUB_CONSUMER_GROUP', 'mfa-watch')
param eventHubPartitions = int(readEnvironmentVariable('EVENT_HUB_PARTITIONS', '4'))
param eventHubRetentionDays = int(readEnvironmentVariable('EVENT_HUB_RETENTION_DAYS', '1'))
param eventHubMaximumThroughputUnits = int(readEnvironmentVariable('EVENT_HUB_MAXIMUM_THROUGHPUT_UNITS', '0'))
param grantSourceAccess = bool(readEnvironmentVariable('GRANT_SOURCE_ACCESS', 'true'))
param includeNonInteractive = bool(readEnvironmentVariable('INCLUDE_NON_INTERACTIVE', 'true'))
param extraEnforcedApps = json(readEnvironmentVariable('EXTRA_ENFORCED_APPS', '[]'))
param breakGlassAccounts = filter(map(split(readEnvironmentVariable('BREAK_GLASS_ACCOUNTS', ''), ','), name => trim(name)), name => name != '')

param digestToGlobalAdmins = bool(readEnvironmentVariable('DIGEST_TO_GLOBAL_ADMINS', 'true'))
param digestRecipients = filter(map(split(readEnvironmentVariable('DIGEST_RECIPIENTS', ''), ','), name => trim(name)), name => name != '')
param digestTime = readEnvironmentVariable('DIGEST_TIME', '07:00')
param digestTimeZone = readEnvironmentVariable('DIGEST_TIME_ZONE', 'UTC')
param digestWhenQuiet = readEnvironmentVariable('DIGEST_WHEN_QUIET', 'weekly')
param urgentMail = bool(readEnvironmentVariable('URGENT_MAIL', 'true'))
param reportUrl = readEnvironmentVariable('REPORT_URL', '')

param pollSchedule = readEnvironmentVariable('POLL_SCHEDULE', '0 */15 * * * *')
param postureSchedule = readEnvironmentVariable('POSTURE_SCHEDULE', '0 20 3 * * *')
param digestSchedule = readEnvironmentVariable('DIGEST_SCHEDULE', '0 0 * * * *')
param retentionDays = int(readEnvironmentVariable('RETENTION_DAYS', '90'))
param newAccountGraceDays = int(readEnvironmentVariable('NEW_ACCOUNT_GRACE_DAYS', '0'))

param network = readEnvironmentVariable('NETWORK', 'open')
param allowedAddresses = readEnvironmentVariable('ALLOWED_ADDRESSES', '')
param appSubnet = readEnvironmentVariable('APP_SUBNET', '')
param endpointSubnet = readEnvironmentVariable('ENDPOINT_SUBNET', '')
param writerRoles = filter(map(split(readEnvironmentVariable('WRITER_ROLES', ''), ','), name => trim(name)), name => name != '')
param writerGroups = filter(map(split(readEnvironmentVariable('WRITER_GROUPS', ''), ','), name => trim(name)), name => name != '')
param functionKeyNames = filter(map(split(readEnvironmentVariable('FUNCTION_KEY_NAMES', ''), ','), name => trim(name)), name => name != '')
param diagnosticLogs = readEnvironmentVariable('DIAGNOSTIC_LOGS', 'changes')

param alertsEnabled = bool(readEnvironmentVariable('ALERTS_ENABLED', 'true'))
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID', '')
param signInIdentityName = readEnvironmentVariable('SIGN_IN_IDENTITY_NAME', '')
