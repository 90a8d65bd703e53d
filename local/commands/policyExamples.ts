/** What the help of `policy` ends with: calls that can be copied. */
export const POLICY_EXAMPLES = `
Examples:
  # live, with your own sign-in; changes nothing
  mfa-watch policy
  # from exports; several files and folders count together
  mfa-watch policy --security-defaults off policies.json baseline/
  # for a script, with the policy that would close the gaps in a file
  mfa-watch policy --format json --out closing.json policies.json
  # the apps where not everyone has to do MFA
  mfa-watch policy policies.json --format json | jq '.apps | map_values(.coverage) | map_values(select(. != "everyone"))'
  # shows the policy that would close the gaps, asks, and creates it report-only
  mfa-watch policy --create`;
