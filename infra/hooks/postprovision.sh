#!/usr/bin/env bash
# azd runs it after it has deployed the template: it grants the permissions, or prints the command for a person who may.
. "$(dirname "$0")/common.sh"

infra/grant-graph-permissions.sh "$identityPrincipalId" ||
  echo "The Graph permissions are not complete yet. A Privileged Role Administrator runs: infra/grant-graph-permissions.sh $identityPrincipalId"

if [ "$mailMode" != graph ]; then exit; fi
echo "MFA Watch sends from $mailSender as soon as an Exchange Administrator has run once: $mailbox_command"
if [ -t 0 ] && command -v pwsh >/dev/null &&
  pwsh -NoProfile -Command 'exit [int](-not (Get-Module -ListAvailable ExchangeOnlineManagement))' &&
  confirmed 'Run it now?'; then
  $mailbox_command || echo 'The permission for the mailbox is not complete yet.'
fi
