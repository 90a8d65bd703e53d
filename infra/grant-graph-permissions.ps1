# Grants the identity the same permissions as graph.bicep. Use it if you cannot use the Graph extension: without access
# to Bicep's registry, or outside the public cloud. A second run changes nothing.
#
#   az login
#   infra/grant-graph-permissions.ps1 <resource group> <identity name>
#   infra/grant-graph-permissions.ps1 <principal id>
#
# Needs Azure CLI and the role Privileged Role Administrator. With the principal id, it needs no Azure role.
# grant-graph-permissions.sh does the same. Runs in Windows PowerShell 5.1 and PowerShell 7.
param([string] $ResourceGroupOrPrincipalId, [string] $IdentityName)
$ErrorActionPreference = 'Stop'

if (-not $ResourceGroupOrPrincipalId -or $args) {
  Write-Error -ErrorAction Continue -Message @"
usage: grant-graph-permissions.ps1 <resource group> <identity name>   (output identityName of main.bicep)
   or: grant-graph-permissions.ps1 <principal id>                     (output identityPrincipalId)
"@
  exit 2
}

# Name and id, the same in every tenant. graph.bicep gives the purpose of each, and the loss without it.
# The last one is optional: remove its line if you do not want it.
$permissions = [ordered]@{
  'AuditLog.Read.All'             = 'b0afded3-3588-46d8-8b3d-9842eff778da'
  'RoleManagement.Read.Directory' = '483bed4a-2ad3-4361-a73b-c83ccdbdc53c'
  'GroupMember.Read.All'          = '98830695-27a2-44f7-8c18-0c3ebc9698f6'
  'User.Read.All'                 = 'df021288-bdef-4463-88db-98f22de89214'
  'Policy.Read.All'               = '246dd0d5-5bd0-4def-940b-0421030a5b68'
  'Organization.Read.All'         = '498476ce-e0fe-48b0-b801-37ba7e2685c6'
  'ServiceMessage.Read.All'       = '1b620472-6534-4fe6-9df2-4680e8aa28ec'
}

# On Windows `az` is a batch file: parentheses and ampersands in an argument break the line, and quotes get lost.
# https://github.com/Azure/azure-cli/issues/14783, https://github.com/Azure/azure-cli/issues/13882 (read 2026-11-29)
# So no argument here has any of them, and bodies go through a file.
function Invoke-Az {
  az @args
  # PowerShell goes on after a command that failed.
  if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

$endpoint = Invoke-Az cloud show --query endpoints.microsoftGraphResourceId --output tsv
$graph = $endpoint.TrimEnd('/') + '/v1.0'
$principal = $ResourceGroupOrPrincipalId
if ($IdentityName) {
  $principal = Invoke-Az identity show --resource-group $ResourceGroupOrPrincipalId --name $IdentityName --query principalId --output tsv
}
$resource = Invoke-Az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv
$url = "$graph/servicePrincipals/$principal/appRoleAssignments"
$held = @(Invoke-Az rest --method get --url $url --query "value[?resourceId=='$resource'].appRoleId" --output tsv)

$body = New-TemporaryFile
try {
  foreach ($name in $permissions.Keys) {
    $id = $permissions[$name]
    if ($held -contains $id) { "${name}: granted before"; continue }
    $json = @{ principalId = $principal; resourceId = $resource; appRoleId = $id } | ConvertTo-Json -Compress
    # Windows PowerShell would write UTF-16 or a byte order mark, which Azure CLI does not read.
    [IO.File]::WriteAllText($body.FullName, $json)
    Invoke-Az rest --method post --url $url --output none --headers Content-Type=application/json --body "@$($body.FullName)"
    "${name}: granted"
  }
} finally {
  Remove-Item $body
}
