# azd runs it before it deletes: afterwards the ids are gone.
# What azd deletes: https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/infra/provisioning/bicep/bicep_provider.go (azd 1.31.2, read 2026-11-29)
. (Join-Path $PSScriptRoot 'common.ps1')

"This deletes the whole resource group $env:AZURE_RESOURCE_GROUP, with everything in it. The identity goes with it, and so do its Graph permissions. These stay:"
if ($env:mailMode -eq 'graph') { "- the mailbox permission in Exchange. An Exchange Administrator runs: $($MailboxCommand.Replace(' -Mailbox', ' -Remove -Mailbox'))" }
'- the logs, soft-deleted for 14 days, unless you run: azd down --purge'
"- Azure roles of the identity outside of the group (docs/permissions.md). Find and delete them: az role assignment list --all --assignee $env:identityPrincipalId --query [].id -o tsv"
if ($env:SIGN_IN_CLIENT_ID) { "- the app registration for sign-in. Delete it: az ad app delete --id $env:SIGN_IN_CLIENT_ID" }
