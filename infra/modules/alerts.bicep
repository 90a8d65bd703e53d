@description('Name of the rule and of the group it mails.')
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the Application Insights resource.')
param applicationInsightsName string

@description('Mail addresses. If empty, the Owners of the subscription, so that somebody gets every alert.')
param recipients string[]

// Built-in role Owner. Azure mails the users and groups that hold it on the subscription itself.
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-21)
var ownerRoleId = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'

// Each signal is the absence of a line that a working app logs. So an app that never starts, or whose logs do not arrive,
// counts as failing too. docs/operations.md gives the next step for each signal.
// One rule over one table: rules are billed one by one, and may not use union or search.
// https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-log-query (read 2026-11-21)
// The times are those of /api/health plus an hour or two. A rule can look back two days at most.
var query = '''
traces
| where timestamp > ago(2d)
| extend Run = iff(message startswith '{"event":', parse_json(message), dynamic(null))
| extend Event = tostring(Run.event), IsError = severityLevel >= 3
| summarize
    Since = min(timestamp),
    ReadUntil = maxif(todatetime(Run.readUntil), Event == 'pollSignIns'),
    PostureAt = maxif(timestamp, Event == 'refreshPosture'),
    DigestAt = maxif(timestamp, Event == 'sendDigest' and tostring(Run.outcome) in ('sent', 'quiet', 'alreadyDone', 'notDue', 'waiting')),
    DigestErrors = dcountif(operation_Id, operation_Name == 'sendDigest' and IsError and timestamp > ago(4h)),
    Errors = dcountif(operation_Id, IsError and timestamp > ago(1h))
| extend Signals = pack_array(
    iff(ReadUntil > ago(2h), '', 'pollLate'),
    iff(DigestAt > ago(26h), '', 'digestLate'),
    iff(DigestErrors < 3, '', 'digestFailed'),
    iff(PostureAt > ago(38h) or isnull(Since) or Since > ago(38h), '', 'postureLate'),
    iff(Errors < 3, '', 'functionsFailing'))
| mv-expand Signal = Signals to typeof(string)
| where Signal != ''
| project Signal
'''

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'MFA Watch'
    enabled: true
    emailReceivers: [
      for (recipient, index) in recipients: {
        name: 'recipient ${index + 1}'
        emailAddress: recipient
        useCommonAlertSchema: true
      }
    ]
    armRoleReceivers: empty(recipients)
      ? [
          {
            name: 'subscription owners'
            roleId: ownerRoleId
            useCommonAlertSchema: true
          }
        ]
      : []
  }
}

// Over Application Insights, whose tables exist before anything is logged. In the workspace, a query may fail if its
// table has had no row yet, and a rule with a failing query alerts nobody.
resource rule 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'MFA Watch is failing'
    description: 'The signal names the problem. docs/operations.md of MFA Watch gives the next step for each, and so does /api/health.'
    severity: 1
    enabled: true
    scopes: [applicationInsights.id]
    // Rules are billed by how often they run; for signals of an hour and more, every 15 minutes is often enough.
    evaluationFrequency: 'PT15M'
    windowSize: 'P2D'
    criteria: {
      allOf: [
        {
          query: query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          // Each signal gets its own alert, which resolves when that signal is over.
          dimensions: [
            {
              name: 'Signal'
              operator: 'Include'
              values: ['*']
            }
          ]
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    // test/local/runLog.test.ts checks the query. A new Application Insights does not answer at once, so a check here would
    // fail the deployment.
    skipQueryValidation: true
    actions: { actionGroups: [group.id] }
  }
}
