#!/usr/bin/env bash
# azd runs it before it deploys the template: it asks for the mailbox if none is set, and lists what is missing.
. "$(dirname "$0")/common.sh"

# With a mail service of Azure, the template makes the sender.
if [ "${MAIL_MODE:-graph}" != acs ] && [ -z "${MAIL_SENDER:-}" ]; then
  sender=
  if [ -t 0 ]; then read -r -p 'Mailbox that MFA Watch sends from (its user principal name or object id): ' sender; fi
  if [ -z "$sender" ]; then
    echo 'MFA Watch needs a mailbox to send from: azd env set MAIL_SENDER <user principal name or object id>' >&2
    exit 1
  fi
  azd env set MAIL_SENDER "$sender"
  # For the doctor below: azd started this hook without it.
  export MAIL_SENDER="$sender"
fi

# `azd provision` alone runs this before it asks for the subscription and the group.
if [ -n "${AZURE_RESOURCE_GROUP:-}" ] && [ -n "${AZURE_SUBSCRIPTION_ID:-}" ]; then check; fi
