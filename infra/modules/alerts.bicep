@description('Name of the rule and of the group it mails.')
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the Application Insights resource.')
param applicationInsightsName string

@description('Mail addresses. Empty: the Owners of the subscription, so that no alert goes nowhere.')
param recipients string[]

// Built-in role Owner. Azure mails those who hold it on the subscription itself, users and groups.
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-21)
var ownerRoleId = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'

// Each signal is the absence of what a working app logs, so that an app that never starts, or is not heard, counts as
// failing too. docs/operations.md says what to do about each.
// One rule over one table: rules are billed one by one, and may not use union or search.
// https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-log-query (read 2026-11-21)
// Times are those of /api/health and an hour or two on top; the windows end at two days, the most a rule can look back.
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

// Over Application Insights, whose tables are there before anything is logged: over the workspace, a query of a table
// that has had no row yet may fail, and a rule whose query fails says nothing.
resource rule 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'MFA Watch is not watching'
    description: 'The signal says what is wrong: docs/operations.md of MFA Watch says what to do about each, and so does /api/health.'
    severity: 1
    enabled: true
    scopes: [applicationInsights.id]
    // Rules are billed by how often they look, and two hours late is late enough.
    evaluationFrequency: 'PT15M'
    windowSize: 'P2D'
    criteria: {
      allOf: [
        {
          query: query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          // An alert of its own for each, resolved when that one is over.
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
    // Checked by test/local/runLog.test.ts: a new Application Insights takes a while to answer, and would fail the deployment.
    skipQueryValidation: true
    actions: { actionGroups: [group.id] }
  }
}
