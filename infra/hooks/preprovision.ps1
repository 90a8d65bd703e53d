# azd runs it before it deploys the template: it asks for the mailbox if none is set, and lists what is missing.
. (Join-Path $PSScriptRoot 'common.ps1')

# With a mail service of Azure, the template makes the sender.
if ($env:MAIL_MODE -ne 'acs' -and -not $env:MAIL_SENDER) {
  $sender = ''
  if (-not [Console]::IsInputRedirected) { $sender = Read-Host 'Mailbox that MFA Watch sends from (its user principal name or object id)' }
  if (-not $sender) {
    [Console]::Error.WriteLine('MFA Watch needs a mailbox to send from: azd env set MAIL_SENDER <user principal name or object id>')
    exit 1
  }
  azd env set MAIL_SENDER $sender
  if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
  # For the doctor below: azd started this hook without it.
  $env:MAIL_SENDER = $sender
}

# `azd provision` alone runs this before it asks for the subscription and the group.
if ($env:AZURE_RESOURCE_GROUP -and $env:AZURE_SUBSCRIPTION_ID) { Invoke-Check }
# The doctor's exit code is not this hook's.
exit 0
