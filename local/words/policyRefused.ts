const READ =
  "Invoke-MgGraphRequest -Method GET -Uri '/v1.0/identity/conditionalAccess/policies' -OutputType Json";
const WRITE_SCOPES = 'Policy.Read.All,Policy.ReadWrite.ConditionalAccess,Application.Read.All';

/** @param answer of Graph, in brackets and with a space before it; empty if it said nothing */
export function readRefusedInWords(answer: string): string {
  return [
    `Your sign-in does not carry Policy.Read.All, so Graph does not let it read the policies${answer}.`,
    "Azure CLI's own sign-in never carries it, whatever your roles: Microsoft has not preauthorized its app (AADSTS65002),",
    'and az rest and az login --scope use the same app. One of these works:',
    '  1. Export the policies with Graph PowerShell, and name the file:',
    '       Connect-MgGraph -Scopes Policy.Read.All',
    `       ${READ} |`,
    '         Set-Content policies.json',
    '       npx mfa-watch policy policies.json',
    '  2. Sign in to Azure CLI as an app registration of yours that has the application permission Policy.Read.All',
    '     with admin consent:',
    '       az login --service-principal --username APP_ID --certificate app.pem --tenant TENANT_ID \\',
    '         --allow-no-subscriptions',
    '       npx mfa-watch policy',
    '  3. Consent to Policy.Read.All in Graph Explorer, save the answer of',
    '     GET https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies, and name the file.',
  ].join('\n');
}

/**
 * @param answer as for `readRefusedInWords`
 * @param isForbidden whether Graph refused because the sign-in may not create policies
 */
export function notCreatedInWords(answer: string, isForbidden: boolean): string {
  const reason = `Nothing was created: Graph refuses the policy${answer}.`;
  if (!isForbidden) return reason;
  return [
    reason,
    'You need the role Conditional Access Administrator, and a sign-in that carries Policy.Read.All,',
    "Policy.ReadWrite.ConditionalAccess and Application.Read.All. Azure CLI's own sign-in never does.",
    'Write the policy with --out closing.json, and create it with Graph PowerShell:',
    `  Connect-MgGraph -Scopes ${WRITE_SCOPES}`,
    "  Invoke-MgGraphRequest -Method POST -Uri '/v1.0/identity/conditionalAccess/policies' `",
    '    -Body (Get-Content -Raw closing.json)',
  ].join('\n');
}
