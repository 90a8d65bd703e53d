/** The end of a command's help: calls that can be copied. */
function examples(calls: readonly (readonly [call: string, purpose: string])[]): string {
  const lines = calls.flatMap(([call, purpose]) => [`  # ${purpose}`, `  ${call}`]);
  return ['', 'Examples:', ...lines].join('\n');
}

export const SCAN_EXAMPLES = examples([
  ['mfa-watch scan signins.json', 'who signed in without MFA, and what to do'],
  ['mfa-watch scan exports/ --out report.html', 'all files of a folder, as a page to share'],
  ['mfa-watch scan signins.csv --format csv --out verdicts.csv', 'the verdict of each record'],
  ["mfa-watch scan signins.json --format json | jq '.accounts[].userPrincipalName'", 'only the accounts'],
  ['gunzip -c log.ndjson.gz | mfa-watch scan -', 'from standard input'],
]);

export const CHECK_EXAMPLES = examples([
  ['az login', 'sign in first'],
  ['mfa-watch check', 'the last day of the whole tenant'],
  ['mfa-watch check --user alex@contoso.com --days 30', 'one user'],
  ['mfa-watch check --days 7 --out report.html', 'a week, as a page to share'],
]);

export const DOCTOR_EXAMPLES = examples([
  ['mfa-watch doctor', 'the problems of the deployment in rg-mfa-watch'],
  ['mfa-watch doctor --resource-group rg-security --format json', 'another group, for a script'],
]);

export const REDACT_EXAMPLES = examples([
  ['mfa-watch redact signins.json --out redacted.json', 'a copy to report a wrong verdict with'],
  [
    'mfa-watch redact InteractiveSignIns*.csv --out redacted',
    'both files of a portal download, into a folder',
  ],
  ['grep 50076 signins.ndjson | mfa-watch redact - --out redacted.ndjson', 'only some records'],
]);

/** Lines for the files that shells read when they start. */
export const COMPLETION_EXAMPLES = examples([
  ['eval "$(mfa-watch completion bash)"', 'bash: in ~/.bashrc'],
  ['eval "$(mfa-watch completion zsh)"', 'zsh: in ~/.zshrc, after compinit'],
  ['mfa-watch completion fish | source', 'fish: in ~/.config/fish/config.fish'],
  ['mfa-watch completion powershell | Out-String | Invoke-Expression', 'PowerShell: in $PROFILE'],
]);
