#!/usr/bin/env bash
# azd runs it before it deletes: afterwards the ids are gone.
# What azd deletes: https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/infra/provisioning/bicep/bicep_provider.go (azd 1.31.2, read 2026-11-29)
. "$(dirname "$0")/common.sh"

echo "This deletes the whole resource group ${AZURE_RESOURCE_GROUP:-}, with everything in it. The identity goes with it, and so do its Graph permissions. These stay:"
if [ "${mailMode:-}" = graph ]; then echo "- the mailbox permission in Exchange. An Exchange Administrator runs: ${mailbox_command/ -Mailbox/ -Remove -Mailbox}"; fi
echo '- the logs, soft-deleted for 14 days, unless you run: azd down --purge'
echo "- Azure roles of the identity outside of the group (docs/permissions.md). Find and delete them: az role assignment list --all --assignee ${identityPrincipalId:-} --query [].id -o tsv"
if [ -n "${SIGN_IN_CLIENT_ID:-}" ]; then echo "- the app registration for sign-in. Delete it: az ad app delete --id $SIGN_IN_CLIENT_ID"; fi
