@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the Application Insights resource.')
param applicationInsightsName string

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// test/local/runLog.test.ts compares these fields with the lines that the functions log.
var runs = '''
traces
| where message startswith '{"event":'
| extend Run = parse_json(message)
| extend Event = tostring(Run.event)
'''

var polls = '''
| where Event == 'pollSignIns'
| project timestamp, Read = toint(Run.read), Findings = toint(Run.findings), Rejected = toint(Run.rejected),
    Complete = tobool(Run.complete), LagMinutes = datetime_diff('minute', timestamp, todatetime(Run.readUntil))
'''

var digests = '''
| where Event == 'sendDigest' and tostring(Run.outcome) !in ('notDue', 'waiting', 'alreadyDone') or toint(Run.urgentMails) > 0
| project timestamp, Day = tostring(Run.localDay), Outcome = tostring(Run.outcome), Recipients = toint(Run.recipients), UrgentMails = toint(Run.urgentMails)
| order by timestamp desc
'''

var postures = '''
| where Event == 'refreshPosture'
| project timestamp, AccountsUpdated = toint(Run.accountsUpdated), Forgotten = toint(Run.forgotten), Problems = tostring(Run.problems)
| order by timestamp desc
'''

var failures = '''
requests
| where success == false and resultCode == '0' or resultCode == '500'
| summarize Failures = count(), Last = max(timestamp) by Function = name
| order by Failures desc
'''

var errors = '''
traces
| where severityLevel >= 3
| project timestamp, Function = operation_Name, message
| order by timestamp desc
'''

var durations = '''
requests
| summarize Runs = count(), MedianSeconds = round(percentile(duration, 50) / 1000, 1), LongestSeconds = round(max(duration) / 1000, 1) by Function = name
| order by Runs desc
'''

var charts = [
  { title: 'Minutes behind the sign-in log', query: '${runs}${polls}| project timestamp, LagMinutes', show: 'linechart' }
  { title: 'Sign-ins read, and findings among them', query: '${runs}${polls}| project timestamp, Read, Findings', show: 'linechart' }
  { title: 'Digests', query: '${runs}${digests}', show: 'table' }
  { title: 'Readiness, once a day', query: '${runs}${postures}', show: 'table' }
  { title: 'Functions that failed', query: failures, show: 'table' }
  { title: 'Error messages', query: errors, show: 'table' }
  { title: 'Duration of runs', query: durations, show: 'table' }
]

var days = {
  type: 9
  content: {
    version: 'KqlParameterItem/1.0'
    parameters: [
      {
        id: guid('days')
        version: 'KqlParameterItem/1.0'
        name: 'Days'
        type: 4
        isRequired: true
        value: { durationMs: 604800000 }
        typeSettings: {
          selectableValues: [
            { durationMs: 86400000 }
            { durationMs: 604800000 }
            { durationMs: 2592000000 }
          ]
        }
      }
    ]
    style: 'pills'
  }
}

var items = map(charts, chart => {
  type: 3
  content: {
    version: 'KqlItem/1.0'
    title: chart.title
    query: chart.query
    size: 1
    timeContextFromParameter: 'Days'
    queryType: 0
    resourceType: 'microsoft.insights/components'
    visualization: chart.show
  }
})

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(applicationInsights.id, 'runs')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'MFA Watch: runs, lag, failures'
    category: 'workbook'
    sourceId: applicationInsights.id
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([days], items)
      '$schema': 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json'
    })
  }
}
