#!/usr/bin/env bash
# Parts that several hooks use. azd gives a hook its environment: the settings of `azd env set`, and the outputs of
# main.bicep under their own names.
# https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/infra/provisioning/deployment.go (azd 1.31.2, read 2026-11-29)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

mailbox_command="pwsh infra/grant-mailbox.ps1 -Mailbox ${mailSender:-} -ClientId ${identityClientId:-} -ObjectId ${identityPrincipalId:-}"

# Lists what is missing. A problem stops nothing here: Azure itself refuses what cannot be deployed.
check() {
  if [ ! -d node_modules ]; then npm ci --ignore-scripts || return 0; fi
  npx mfa-watch doctor --resource-group "$AZURE_RESOURCE_GROUP" --subscription "$AZURE_SUBSCRIPTION_ID" || true
}

# $1: the question
confirmed() {
  local answer
  read -r -p "$1 [y/N] " answer
  case "$answer" in [yY]*) ;; *) return 1 ;; esac
}
