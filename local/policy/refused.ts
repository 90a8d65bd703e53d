import { WatchError } from '../../shared/domain/watchError';
import type { GraphError } from '../../shared/graph/graphError';
import { plainText } from '../../shared/render/plainText';

const READ =
  "Invoke-MgGraphRequest -Method GET -Uri '/v1.0/identity/conditionalAccess/policies' -OutputType Json";
const WRITE_SCOPES = 'Policy.Read.All,Policy.ReadWrite.ConditionalAccess,Application.Read.All';

/**
 * Whoever runs the command is not let read the policies. Azure CLI asks for tokens as an app of Microsoft, which no tenant can
 * grant anything: it needs Microsoft's preauthorization, and has none for these permissions.
 * https://github.com/Azure/azure-cli/issues/33062, https://github.com/Azure/azure-cli/issues/23906 (read 2026-11-29)
 */
export class RefusedError extends WatchError {
  readonly code = 'forbidden';

  constructor(cause: GraphError) {
    super(
      [
        `your sign-in does not carry Policy.Read.All, so Graph does not let it read the policies${said(cause)}.`,
        "Azure CLI's own sign-in never carries it, whatever your roles: Microsoft has not preauthorized its app (AADSTS65002),",
        'and az rest and az login --scope use the same app. One of these works:',
        '  1. Export the policies with Graph PowerShell, and name the file:',
        '       Connect-MgGraph -Scopes Policy.Read.All',
        `       ${READ} |`,
        '         Set-Content policies.json',
        '       npx mfa-watch policy policies.json',
        '  2. Sign Azure CLI in as an app registration of yours that has the application permission Policy.Read.All',
        '     with admin consent:',
        '       az login --service-principal --username APP_ID --certificate app.pem --tenant TENANT_ID \\',
        '         --allow-no-subscriptions',
        '       npx mfa-watch policy',
        '  3. Consent to Policy.Read.All in Graph Explorer, save the answer of',
        '     GET https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies, and name the file.',
      ].join('\n'),
      { cause },
    );
    this.name = 'RefusedError';
  }
}

/** The policy was not created. */
export class NotCreatedError extends WatchError {
  readonly code = 'notCreated';

  constructor(cause: GraphError) {
    super(`nothing was created: ${whyNot(cause)}`, { cause });
    this.name = 'NotCreatedError';
  }
}

function whyNot(error: GraphError): string {
  const reason = `Graph refuses the policy${said(error)}`;
  if (error.code !== 'forbidden') return `${reason}.`;
  return [
    `${reason}.`,
    'It takes the role Conditional Access Administrator, and a sign-in that carries Policy.Read.All,',
    "Policy.ReadWrite.ConditionalAccess and Application.Read.All. Azure CLI's own sign-in never does.",
    'Write the policy with --out closing.json, and create it with Graph PowerShell:',
    `  Connect-MgGraph -Scopes ${WRITE_SCOPES}`,
    "  Invoke-MgGraphRequest -Method POST -Uri '/v1.0/identity/conditionalAccess/policies' `",
    '    -Body (Get-Content -Raw closing.json)',
  ].join('\n');
}

const LONGEST = 300;

/** Graph's own words: whatever it sends, one short line without control characters. */
function said({ fault: { status, serviceCode }, graphMessage }: GraphError): string {
  const code = [status, serviceCode].filter((fact) => fact !== null).join(' ');
  const answer = code === '' ? '' : ` (${code})`;
  return graphMessage === null ? answer : `${answer}: “${plainText(graphMessage, LONGEST)}”`;
}
