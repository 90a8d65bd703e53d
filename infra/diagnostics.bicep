// Makes Entra send its sign-ins to a workspace or an event hub. Needed once, unless a diagnostic setting does that already.
// It takes Security Administrator in Entra, and the right to deploy at tenant scope (Owner or Contributor at /): docs/deploy.md has
// the way through the portal, which takes the first alone.
// https://learn.microsoft.com/azure/templates/microsoft.aadiam/2017-04-01/diagnosticsettings (read 2026-11-30)
targetScope = 'tenant'

@description('Name of the diagnostic setting. One of the same name is replaced. Entra has at most five.')
param name string = 'mfa-watch'

@description('Resource id of the Log Analytics workspace; empty if sign-ins go to a hub only.')
param workspaceId string = ''

@description('Resource id of the authorization rule of the Event Hubs namespace: the output eventHubRuleId of main.bicep. Empty if sign-ins go to a workspace only.')
param eventHubRuleId string = ''

@description('Name of the hub.')
param eventHubName string = 'sign-ins'

var workspace = empty(workspaceId) ? {} : { workspaceId: workspaceId }
var hub = empty(eventHubRuleId) ? {} : { eventHubAuthorizationRuleId: eventHubRuleId, eventHubName: eventHubName }
var target = empty(workspaceId) && empty(eventHubRuleId)
  ? fail('Name where the sign-ins go: workspaceId, or eventHubRuleId with eventHubName')
  : union(workspace, hub)

// Interactive sign-ins, and those that a client makes on behalf of a user.
// https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options (read 2026-11-30)
var categories = ['SignInLogs', 'NonInteractiveUserSignInLogs']

resource setting 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: name
  properties: union(target, { logs: map(categories, category => { category: category, enabled: true }) })
}
