#!/usr/bin/env bash
# Grants the identity the same permissions as graph.bicep. Use it if you cannot use the Graph extension: without access
# to Bicep's registry, or outside the public cloud. A second run changes nothing.
#
#   az login
#   infra/grant-graph-permissions.sh <resource group> <identity name>
#   infra/grant-graph-permissions.sh <principal id>
#
# Needs Azure CLI and the role Privileged Role Administrator. With the principal id, it needs no Azure role.
# grant-graph-permissions.ps1 does the same.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: $0 <resource group> <identity name>   (output identityName of main.bicep)" >&2
  echo "   or: $0 <principal id>                     (output identityPrincipalId)" >&2
  exit 2
fi

# Name and id, the same in every tenant. graph.bicep gives the purpose of each, and the loss without it.
# The last one is optional: remove its line if you do not want it.
permissions='
AuditLog.Read.All              b0afded3-3588-46d8-8b3d-9842eff778da
RoleManagement.Read.Directory  483bed4a-2ad3-4361-a73b-c83ccdbdc53c
GroupMember.Read.All           98830695-27a2-44f7-8c18-0c3ebc9698f6
User.Read.All                  df021288-bdef-4463-88db-98f22de89214
Policy.Read.All                246dd0d5-5bd0-4def-940b-0421030a5b68
Organization.Read.All          498476ce-e0fe-48b0-b801-37ba7e2685c6
ServiceMessage.Read.All        1b620472-6534-4fe6-9df2-4680e8aa28ec
'

endpoint=$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)
graph="${endpoint%/}/v1.0"
principal=$1
if [ $# -eq 2 ]; then
  principal=$(az identity show --resource-group "$1" --name "$2" --query principalId --output tsv)
fi
resource=$(az rest --method get \
  --url "$graph/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?\$select=id" \
  --query id --output tsv)
held=$(az rest --method get --url "$graph/servicePrincipals/$principal/appRoleAssignments" \
  --query "value[?resourceId=='$resource'].appRoleId" --output tsv)

while read -r name id; do
  [ -n "$name" ] || continue
  case "$held" in
    *"$id"*) echo "$name: granted before" ;;
    *)
      # Without </dev/null it would read the rest of the list.
      az rest --method post --url "$graph/servicePrincipals/$principal/appRoleAssignments" --output none \
        --headers Content-Type=application/json \
        --body "{\"principalId\":\"$principal\",\"resourceId\":\"$resource\",\"appRoleId\":\"$id\"}" </dev/null
      echo "$name: granted"
      ;;
  esac
done <<<"$permissions"
