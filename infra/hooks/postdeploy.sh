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

# $1: the answer of post
reason() {
  node -e '
    const [body, status] = process.argv[1].split(/\n(?=\d+$)/);
    let said = status === "000" ? "the app does not answer" : "status " + status;
    try { said = JSON.parse(body).error.message ?? said; } catch {}
    console.log(said);' -- "$1"
}

# The recipient's mailbox may be elsewhere: an administrator's account often has none.
recipient=$(az ad signed-in-user show --query mail -o tsv 2>/dev/null || true)
if [ -z "$recipient" ]; then recipient=${DIGEST_RECIPIENTS:-}; recipient=${recipient%%,*}; fi

if [ -z "$recipient" ]; then
  key=$($key_command 2>/dev/null || true)
  echo 'No test mail: your account has no mail address, and DIGEST_RECIPIENTS is empty.'
else
  # Azure lists no key, and the app answers 404, until the new code has started.
  for wait in 0 10 10 20 20; do
    sleep "${HOOK_WAIT_SECONDS:-$wait}"
    key=$($key_command 2>/dev/null || true)
    answer=
    if [ -z "$key" ]; then continue; fi
    answer=$(post "$recipient" "$key")
    case "${answer##*$'\n'}" in 404 | 000) ;; *) break ;; esac
  done
  case "${answer##*$'\n'}" in
    202) echo "A test mail went to $recipient." ;;
    '') echo "No test mail to $recipient: the function key cannot be read." ;;
    *) echo "The test mail to $recipient failed: $(reason "$answer")" ;;
  esac
fi

MFA_WATCH_KEY=$key check
echo "Report: $functionAppUrl/api/report?code=<function key>"
echo "Function key: $key_command"
