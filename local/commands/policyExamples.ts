/** The end of the help of `policy`: calls that can be copied. */
export const POLICY_EXAMPLES = `
Examples:
  # live, with your own sign-in; changes nothing
  mfa-watch policy
  # from exports; several files and folders count together
  mfa-watch policy --security-defaults off policies.json baseline/
  # for a script; writes the policy that would close the gaps to a file
  mfa-watch policy --format json --out closing.json policies.json
  # the apps that do not require MFA of everyone
  mfa-watch policy policies.json --format json | jq '.apps | map_values(.coverage) | map_values(select(. != "everyone"))'
  # show the policy that would close the gaps, ask, and create it report-only
  mfa-watch policy --create`;
