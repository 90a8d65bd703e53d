# azd runs it before it deploys the template: it asks for the mailbox if none is set, and lists what is missing.
. (Join-Path $PSScriptRoot 'common.ps1')

# With a mail service of Azure, the template makes the sender.
if ($env:MAIL_MODE -ne 'acs' -and -not $env:MAIL_SENDER) {
  $sender = ''
  if (-not [Console]::IsInputRedirected) { $sender = Read-Host 'Mailbox that MFA Watch sends from (address of a user or shared mailbox)' }
  if (-not $sender) {
    [Console]::Error.WriteLine('MFA Watch needs a mailbox to send from: azd env set MAIL_SENDER <address>')
    exit 1
  }
  azd env set MAIL_SENDER $sender
  if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# `azd provision` alone runs this before it asks for the subscription and the group.
if ($env:AZURE_RESOURCE_GROUP -and $env:AZURE_SUBSCRIPTION_ID) { Invoke-Check }
# The doctor's exit code is not this hook's.
exit 0
