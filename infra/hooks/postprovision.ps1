# azd runs it after it has deployed the template: it grants the permissions, or prints the command for a person who may.
. (Join-Path $PSScriptRoot 'common.ps1')

try {
  & infra/grant-graph-permissions.ps1 $env:identityPrincipalId
  $granted = $LASTEXITCODE -eq 0
} catch {
  "$_"
  $granted = $false
}
if (-not $granted) {
  "The Graph permissions are not complete yet. A Privileged Role Administrator runs: infra/grant-graph-permissions.ps1 $env:identityPrincipalId"
}

if ($env:mailMode -ne 'graph') { exit 0 }
"MFA Watch sends from $env:mailSender as soon as an Exchange Administrator has run once: $MailboxCommand"
if (-not [Console]::IsInputRedirected -and (Get-Module -ListAvailable ExchangeOnlineManagement) -and (Confirm-Question 'Run it now?')) {
  & infra/grant-mailbox.ps1 -Mailbox $env:mailSender -ClientId $env:identityClientId -ObjectId $env:identityPrincipalId
  if ($LASTEXITCODE -ne 0) { 'The permission for the mailbox is not complete yet.' }
}
exit 0
