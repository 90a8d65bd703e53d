/** A program that signs in from somebody's own code, recognised by the product in its user agent. */
type ScriptClient = {
  readonly name: string;
  /** The product token before the slash, as a pattern: `curl` in `curl/8.5.0`. */
  readonly product: string;
  /** Enforced apps whose own tool signs in with the same library: there it says nothing. */
  readonly ownTools: readonly string[];
  readonly source: string;
};

/** Tools that people type commands into (Azure CLI, Az PowerShell, Postman) are left out on purpose. All read 2026-11-21. */
const SCRIPT_CLIENTS: readonly ScriptClient[] = [
  // MSAL for Python sends it, and with that Azure CLI.
  client('python-requests', 'python-requests', 'https://requests.readthedocs.io/en/latest/', ['azureCli']),
  client('Python urllib', 'python-urllib', 'https://docs.python.org/3/library/urllib.request.html'),
  client('Python aiohttp', 'aiohttp', 'https://docs.aiohttp.org/en/stable/client_reference.html'),
  client('Python HTTPX', 'python-httpx', 'https://www.python-httpx.org/advanced/clients/'),
  // Az PowerShell signs in through the Azure SDK for .NET.
  client('Azure SDK', 'azsdk-[\\w.-]+', 'https://azure.github.io/azure-sdk/general_azurecore.html', [
    'azureCli',
    'azurePowerShell',
  ]),
  client(
    'Terraform',
    'terraform[\\w-]*',
    'https://github.com/hashicorp/terraform-plugin-sdk/blob/main/meta/meta.go',
  ),
  client(
    'PowerShell web request',
    '(?:windows)?powershell',
    'https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod',
  ),
  client('Go HTTP client', 'go-http-client', 'https://pkg.go.dev/net/http'),
  client('curl', 'curl', 'https://curl.se/docs/manpage.html'),
  client('Wget', 'wget', 'https://www.gnu.org/software/wget/manual/wget.html'),
  client('axios', 'axios', 'https://axios-http.com/docs/req_config'),
  client('node-fetch', 'node-fetch', 'https://github.com/node-fetch/node-fetch'),
  client('Apache HttpClient', 'apache-httpclient', 'https://hc.apache.org/httpcomponents-client-5.4.x/'),
];

const ANY_PRODUCT = productPattern(SCRIPT_CLIENTS.map(({ product }) => product).join('|'));
const PATTERNS = SCRIPT_CLIENTS.map((script) => ({ ...script, pattern: productPattern(script.product) }));

/**
 * The script client that a user agent names; `null` when it names none, or one that says nothing at this app.
 *
 * @param app key of the enforced app
 */
export function scriptClientOf(userAgent: string | null, app: string): string | null {
  // One pattern for all first: nearly every sign-in comes from a browser.
  if (userAgent === null || !ANY_PRODUCT.test(userAgent)) return null;
  const found = PATTERNS.find(({ pattern, ownTools }) => pattern.test(userAgent) && !ownTools.includes(app));
  return found?.name ?? null;
}

function productPattern(product: string): RegExp {
  return new RegExp(`(?:^|[\\s(])(?:${product})/`, 'i');
}

function client(
  name: string,
  product: string,
  source: string,
  ownTools: readonly string[] = [],
): ScriptClient {
  return { name, product, source, ownTools };
}
