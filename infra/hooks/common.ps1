# Parts that several hooks use. azd gives a hook its environment: the settings of `azd env set`, and the outputs of
# main.bicep under their own names. If PowerShell 7 is missing, azd on Windows runs them in Windows PowerShell 5.1.
# https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/tools/powershell/powershell.go (azd 1.31.2, read 2026-11-29)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '../..')

$MailboxCommand = "infra/grant-mailbox.ps1 -Mailbox $env:mailSender -ClientId $env:identityClientId -ObjectId $env:identityPrincipalId"

# Lists what is missing. A problem stops nothing here: Azure itself refuses what cannot be deployed.
function Invoke-Check {
  if (-not (Test-Path node_modules)) { npm ci --ignore-scripts; if ($LASTEXITCODE -ne 0) { return } }
  npx mfa-watch doctor --resource-group $env:AZURE_RESOURCE_GROUP --subscription $env:AZURE_SUBSCRIPTION_ID
}

function Confirm-Question([string] $question) {
  (Read-Host "$question [y/N]") -match '^[yY]'
}
