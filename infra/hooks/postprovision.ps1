# azd runs it after it has deployed the template: it grants the permissions, or prints the command for a person who may.
. (Join-Path $PSScriptRoot 'common.ps1')

# A process of its own, and no stop at its error lines: Windows PowerShell turns those that it catches into errors.
$shell = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
$ErrorActionPreference = 'Continue'
$said = (& $shell -NoProfile -File infra/grant-graph-permissions.ps1 $env:identityPrincipalId 2>&1 | ForEach-Object { "$_" }) -join "`n"
$ErrorActionPreference = 'Stop'
if ($LASTEXITCODE -eq 0) {
  $said
} else {
  # Microsoft's answer to a person who may not grant says nothing that this line does not.
  if ($said -notmatch 'Authorization_RequestDenied') { $said }
  "The Graph permissions are not granted yet. A Privileged Role Administrator runs: infra/grant-graph-permissions.ps1 $env:identityPrincipalId"
}

if ($env:mailMode -ne 'graph') { exit 0 }
"MFA Watch sends from $env:mailSender as soon as an Exchange Administrator has run once: $MailboxCommand"
if (-not [Console]::IsInputRedirected -and (Get-Module -ListAvailable ExchangeOnlineManagement) -and (Confirm-Question 'Run it now?')) {
  & infra/grant-mailbox.ps1 -Mailbox $env:mailSender -ClientId $env:identityClientId -ObjectId $env:identityPrincipalId
  if ($LASTEXITCODE -ne 0) { 'The permission for the mailbox is not complete yet.' }
}
exit 0
