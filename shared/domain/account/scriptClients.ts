/** A program that signs in from somebody's own code, recognised by the product in its user agent. */
type ScriptClient = {
  readonly name: string;
  /** The product token before the slash, as a pattern: `curl` in `curl/8.5.0`. */
  readonly product: string;
  /** Enforced apps whose own tool signs in with the same library: there it says nothing. */
  readonly ownTools?: readonly string[];
  readonly source: string;
};

/** Tools that people type commands into (Azure CLI, Az PowerShell, Postman) are left out on purpose. All read 2026-11-21. */
const SCRIPT_CLIENTS: readonly ScriptClient[] = [
  // MSAL for Python sends it, and with that Azure CLI.
  {
    name: 'python-requests',
    product: 'python-requests',
    source: 'https://requests.readthedocs.io/en/latest/',
    ownTools: ['azureCli'],
  },
  {
    name: 'Python urllib',
    product: 'python-urllib',
    source: 'https://docs.python.org/3/library/urllib.request.html',
  },
  {
    name: 'Python aiohttp',
    product: 'aiohttp',
    source: 'https://docs.aiohttp.org/en/stable/client_reference.html',
  },
  { name: 'Python HTTPX', product: 'python-httpx', source: 'https://www.python-httpx.org/advanced/clients/' },
  // Az PowerShell signs in through the Azure SDK for .NET.
  {
    name: 'Azure SDK',
    product: 'azsdk-[\\w.-]+',
    source: 'https://azure.github.io/azure-sdk/general_azurecore.html',
    ownTools: ['azureCli', 'azurePowerShell'],
  },
  {
    name: 'Terraform',
    product: 'terraform[\\w-]*',
    source: 'https://github.com/hashicorp/terraform-plugin-sdk/blob/main/meta/meta.go',
  },
  {
    name: 'PowerShell web request',
    product: '(?:windows)?powershell',
    source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod',
  },
  { name: 'Go HTTP client', product: 'go-http-client', source: 'https://pkg.go.dev/net/http' },
  { name: 'curl', product: 'curl', source: 'https://curl.se/docs/manpage.html' },
  { name: 'Wget', product: 'wget', source: 'https://www.gnu.org/software/wget/manual/wget.html' },
  { name: 'axios', product: 'axios', source: 'https://axios-http.com/docs/req_config' },
  { name: 'node-fetch', product: 'node-fetch', source: 'https://github.com/node-fetch/node-fetch' },
  {
    name: 'Apache HttpClient',
    product: 'apache-httpclient',
    source: 'https://hc.apache.org/httpcomponents-client-5.4.x/',
  },
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
  const found = PATTERNS.find(({ pattern, ownTools }) => pattern.test(userAgent) && !ownTools?.includes(app));
  return found?.name ?? null;
}

function productPattern(product: string): RegExp {
  return new RegExp(`(?:^|[\\s(])(?:${product})/`, 'i');
}
