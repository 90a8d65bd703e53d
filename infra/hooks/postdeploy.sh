#!/usr/bin/env bash
# azd runs it after it has published the code: it sends a test mail, lists what is missing, and prints where the report is.
. "$(dirname "$0")/common.sh"

key_command="az functionapp keys list -g $AZURE_RESOURCE_GROUP -n $functionAppName --subscription $AZURE_SUBSCRIPTION_ID --query functionKeys.default -o tsv"

# $1: the recipient, $2: the key, which no process list may show. Prints the answer, and after it the status; 000 without an answer.
post() {
  printf 'header = "x-functions-key: %s"\n' "$2" |
    curl --silent --max-time 90 --config - --header 'content-type: application/json' --data "{\"to\":\"$1\"}" \
      --write-out '\n%{http_code}' "$functionAppUrl/api/digest" || true
}

# The recipient's mailbox may be elsewhere: an administrator's account often has none.
recipient=$(az ad signed-in-user show --query mail -o tsv 2>/dev/null || true)
if [ -z "$recipient" ]; then recipient=${DIGEST_RECIPIENTS:-}; recipient=${recipient%%,*}; fi

key=
if [ -z "$recipient" ]; then
  echo 'No test mail: your account has no mail address, and DIGEST_RECIPIENTS is empty.'
else
  # Azure lists no key, and the app answers 404, until the new code has started.
  for wait in 0 10 10 20 20; do
    sleep "${HOOK_WAIT_SECONDS:-$wait}"
    key=$($key_command 2>/dev/null || true)
    if [ -z "$key" ]; then answer='no function key could be read
000'; continue; fi
    answer=$(post "$recipient" "$key")
    case "${answer##*$'\n'}" in 404 | 000) ;; *) break ;; esac
  done
  case "${answer##*$'\n'}" in
    202) echo "A test mail went to $recipient." ;;
    *) echo "The test mail to $recipient failed: $(node -p 'const [body, status] = process.argv[1].split(/\n(?=\d+$)/); let said; try { said = JSON.parse(body).error.message; } catch { said = status === "000" ? body || "the app does not answer" : `status ${status}`; } said' -- "$answer")" ;;
  esac
fi

MFA_WATCH_KEY=$key check
echo "Report: $functionAppUrl/api/report?code=<function key>"
echo "Function key: $key_command"
