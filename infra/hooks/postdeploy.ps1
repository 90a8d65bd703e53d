# azd runs it after it has published the code: it sends a test mail, lists what is missing, and prints where the report is.
. (Join-Path $PSScriptRoot 'common.ps1')

$place = '-g', $env:AZURE_RESOURCE_GROUP, '-n', $env:functionAppName, '--subscription', $env:AZURE_SUBSCRIPTION_ID
$keyCommand = "az functionapp keys list $place --query functionKeys.default -o tsv"

# Windows PowerShell turns redirected error lines of a program into errors.
function Read-Az { $ErrorActionPreference = 'Continue'; az @args 2>$null }

# Sends the test mail. Answers the status, 0 without an answer, and the app's sentence.
function Send-TestMail([string] $recipient, [string] $key) {
  try {
    $null = Invoke-RestMethod -Method Post -Uri "$env:functionAppUrl/api/digest" -TimeoutSec 90 -Headers @{ 'x-functions-key' = $key } `
      -ContentType 'application/json' -Body (@{ to = $recipient } | ConvertTo-Json -Compress)
    return @{ status = 202 }
  } catch {
    $response = $_.Exception.Response
    if (-not $response) { return @{ status = 0; said = 'the app does not answer' } }
    $status = [int] $response.StatusCode
    try { $said = ($_.ErrorDetails.Message | ConvertFrom-Json).error.message } catch { $said = '' }
    if (-not $said) { $said = "status $status" }
    return @{ status = $status; said = $said }
  }
}

# The recipient's mailbox may be elsewhere: an administrator's account often has none.
$recipient = Read-Az ad signed-in-user show --query mail -o tsv
if (-not $recipient) { $recipient = "$env:DIGEST_RECIPIENTS".Split(',')[0] }

function Read-Key { Read-Az functionapp keys list @place --query functionKeys.default -o tsv }
if (-not $recipient) {
  $key = Read-Key
  'No test mail: your account has no mail address, and DIGEST_RECIPIENTS is empty.'
} else {
  # Azure lists no key, and the app answers 404, until the new code has started.
  foreach ($wait in 0, 10, 10, 20, 20) {
    if ($env:HOOK_WAIT_SECONDS) { $wait = $env:HOOK_WAIT_SECONDS }
    Start-Sleep -Seconds $wait
    $key = Read-Key
    $answer = $null
    if (-not $key) { continue }
    $answer = Send-TestMail $recipient $key
    if ($answer.status -notin 0, 404) { break }
  }
  if (-not $answer) { "No test mail to ${recipient}: the function key cannot be read." }
  elseif ($answer.status -eq 202) { "A test mail went to $recipient." }
  else { "The test mail to $recipient failed: $($answer.said)" }
}

$env:MFA_WATCH_KEY = $key
Invoke-Check
"Report: $env:functionAppUrl/api/report?code=<function key>"
"Function key: $keyCommand"
# The doctor's exit code is not this hook's.
exit 0
