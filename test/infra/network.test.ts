import { beforeAll, describe, expect, test } from '@jest/globals';
import { compilerPath, type Evaluated, evaluated } from './evaluated';
import { template } from './templates';

const compiler = compilerPath();
const NETWORK =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-hub';
const APP_SUBNET = `${NETWORK}/subnets/snet-flex`;
const ENDPOINT_SUBNET = `${NETWORK}/subnets/snet-endpoints`;

const main = (env: Readonly<Record<string, string>>) =>
  evaluated(compiler ?? '', template('main.bicepparam'), { MAIL_SENDER: 'a@contoso.example', ...env });

(compiler === null ? describe.skip : describe)('Azure makes of the templates, with the network', () => {
  let open: Evaluated;
  let restricted: Evaluated;
  let closed: Evaluated;
  let given: Evaluated;
  let listed: Evaluated;

  beforeAll(async () => {
    [open, restricted, closed, given, listed] = await Promise.all([
      main({}),
      main({
        NETWORK: 'restricted',
        SIGN_IN_SOURCE: 'eventHub',
        ALLOWED_ADDRESSES: ' 203.0.113.7, 198.51.100.0/24 ,2001:db8::1',
      }),
      main({ NETWORK: 'private', SIGN_IN_SOURCE: 'eventHub' }),
      main({ NETWORK: 'private', APP_SUBNET, ENDPOINT_SUBNET }),
      main({ ALLOWED_ADDRESSES: '203.0.113.7' }),
    ]);
  }, 600_000);

  test('open: no virtual network, no address and no rule, and nothing that was set by hand is changed', () => {
    expect(of(open, 'Microsoft.Network/')).toEqual([]);
    expect(propertiesOf(open, 'Microsoft.Web/sites')).toMatchObject([{ httpsOnly: true }]);
    for (const { virtualNetworkSubnetId, publicNetworkAccess } of propertiesOf(open, 'Microsoft.Web/sites'))
      expect([virtualNetworkSubnetId ?? null, publicNetworkAccess ?? null]).toEqual([null, null]);
    expect(siteConfig(open).ipSecurityRestrictions ?? null).toBeNull();
    for (const { publicNetworkAccess, networkAcls } of propertiesOf(
      open,
      'Microsoft.Storage/storageAccounts',
    ))
      expect([publicNetworkAccess, networkAcls ?? null]).toEqual(['Enabled', null]);
  });

  test('restricted: both storage accounts let in the subnet of the app, and nobody else', () => {
    const accounts = propertiesOf(restricted, 'Microsoft.Storage/storageAccounts');
    expect(accounts).toHaveLength(2);
    for (const { networkAcls } of accounts) {
      expect(networkAcls).toMatchObject({ defaultAction: 'Deny', bypass: 'None' });
      expect((networkAcls as Rules).virtualNetworkRules).toEqual([
        { id: expect.stringMatching(/virtualNetworks\/.*vnet-mfa-watch-[a-z\d]{13}.*app/), action: 'Allow' },
      ]);
    }
    expect(of(restricted, 'Microsoft.Network/').map(({ type }) => type)).toEqual([
      'Microsoft.Network/virtualNetworks',
    ]);
  });

  test.each([
    ['restricted', () => restricted, ['Microsoft.Web', 'Microsoft.Storage', 'Microsoft.EventHub']],
    ['private', () => closed, ['Microsoft.Web']],
  ])('%s: the app sends from a subnet of its own', (_kind, made, services) => {
    const [{ subnets = [] } = {}] = propertiesOf(made(), 'Microsoft.Network/virtualNetworks') as Network[];
    expect(subnets).toMatchObject([
      {
        name: 'app',
        properties: {
          addressPrefix: '10.83.0.0/27',
          delegations: [{ properties: { serviceName: 'Microsoft.App/environments' } }],
          serviceEndpoints: services.map((service) => ({ service })),
        },
      },
      { name: 'endpoints', properties: { addressPrefix: '10.83.0.32/28' } },
    ]);
    expect(JSON.stringify(propertiesOf(made(), 'Microsoft.Web/sites')[0]?.virtualNetworkSubnetId)).toContain(
      'app',
    );
  });

  test('addresses: only they and the app itself call the endpoints, and publishing stays possible from anywhere', () => {
    expect(siteConfig(restricted)).toMatchObject({
      ipSecurityRestrictionsDefaultAction: 'Deny',
      scmIpSecurityRestrictionsUseMain: false,
      ipSecurityRestrictions: [
        { action: 'Allow', vnetSubnetResourceId: expect.stringContaining('app') },
        { action: 'Allow', ipAddress: '203.0.113.7/32' },
        { action: 'Allow', ipAddress: '198.51.100.0/24' },
        { action: 'Allow', ipAddress: '2001:db8::1/128' },
      ],
    });
    expect(siteConfig(listed)).toMatchObject({
      ipSecurityRestrictionsDefaultAction: 'Deny',
      ipSecurityRestrictions: [{ ipAddress: '203.0.113.7/32' }],
    });
    const priorities = (siteConfig(restricted).ipSecurityRestrictions as Rule[]).map(
      ({ priority }) => priority,
    );
    expect(new Set(priorities).size).toBe(4);
  });

  test('private: app and storage refuse every public address, and each has a private one with a name', () => {
    for (const type of [
      'Microsoft.Web/sites',
      'Microsoft.Storage/storageAccounts',
      'Microsoft.EventHub/namespaces',
    ])
      for (const { publicNetworkAccess } of propertiesOf(closed, type))
        expect([type, publicNetworkAccess]).toEqual([type, 'Disabled']);
    expect(servicesOf(closed)).toEqual(['blob', 'namespace', 'sites', 'table']);
    expect(of(closed, 'Microsoft.Network/privateDnsZones')).toHaveLength(4);
    expect(of(closed, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')).toHaveLength(4);
    expect(of(closed, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')).toHaveLength(4);
  });

  test.each([
    ['restricted', () => restricted, { publicNetworkAccess: 'Enabled', virtualNetworkRules: [{}] }],
    ['private', () => closed, { publicNetworkAccess: 'Disabled', virtualNetworkRules: [] }],
  ])('%s: a new hub lets Entra in, as a service that Microsoft trusts', (_kind, made, rules) => {
    expect(propertiesOf(made(), 'Microsoft.EventHub/namespaces/networkRuleSets')).toMatchObject([
      { defaultAction: 'Deny', trustedServiceAccessEnabled: true, ...rules },
    ]);
  });

  test('subnets that exist are used, and no network is deployed', () => {
    expect(of(given, 'Microsoft.Network/virtualNetworks')).toEqual([]);
    expect(propertiesOf(given, 'Microsoft.Web/sites')).toMatchObject([
      { virtualNetworkSubnetId: APP_SUBNET },
    ]);
    const endpoints = propertiesOf(given, 'Microsoft.Network/privateEndpoints');
    expect(endpoints).toHaveLength(3);
    for (const { subnet } of endpoints) expect(subnet).toEqual({ id: ENDPOINT_SUBNET });
    for (const link of propertiesOf(given, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'))
      expect(link).toMatchObject({ virtualNetwork: { id: NETWORK }, registrationEnabled: false });
  });

  test('whose names somebody else looks after: no zone', async () => {
    const parameters = [
      "using './main.bicep'",
      "param mailSender = 'a@contoso.example'",
      "param network = 'private'",
    ];
    const made = await evaluated(compiler ?? '', [...parameters, 'param privateDnsZones = false'].join('\n'));
    expect(servicesOf(made)).toEqual(['blob', 'sites', 'table']);
    expect(made.resources.filter(({ type }) => /dns/i.test(type))).toEqual([]);
  }, 300_000);

  test.each([
    ['APP_SUBNET', { NETWORK: 'restricted', APP_SUBNET: 'snet-flex' }],
    ['ENDPOINT_SUBNET', { NETWORK: 'private', APP_SUBNET }],
    ['ALLOWED_ADDRESSES', { NETWORK: 'private', ALLOWED_ADDRESSES: '203.0.113.7' }],
  ])(
    'a refusal that names %s: %j',
    async (name, env) => {
      await expect(main(env)).rejects.toThrow(`(${name})`);
    },
    300_000,
  );
});

/** https://learn.microsoft.com/azure/private-link/private-endpoint-dns (read 2026-11-30). Only Azure knows in which cloud it is. */
test.each([
  ['AzureCloud', 'azurewebsites.net', 'servicebus.windows.net'],
  ['AzureUSGovernment', 'azurewebsites.us', 'servicebus.usgovcloudapi.net'],
  ['AzureChinaCloud', 'chinacloudsites.cn', 'servicebus.chinacloudapi.cn'],
])('the private zones in %s are those of Microsoft', (cloud, sites, hubs) => {
  const [, zones = ''] = new RegExp(`^ {2}${cloud}: (\\{[^}]*\\})`, 'm').exec(template('main.bicep')) ?? [];
  expect(zones.match(/'.*?'/g)).toEqual([`'privatelink.${sites}'`, `'privatelink.${hubs}'`]);
  for (const service of ['blob', 'table'])
    expect(template('main.bicep')).toContain(
      `${service}: 'privatelink.${service}.\${environment().suffixes.storage}'\n`,
    );
});

type Rules = { readonly virtualNetworkRules: readonly object[] };
type Rule = { readonly priority: number };
type Network = { readonly subnets?: readonly object[] };

function of({ resources }: Evaluated, type: string) {
  return resources.filter((one) => (type.endsWith('/') ? one.type.startsWith(type) : one.type === type));
}

function propertiesOf(made: Evaluated, type: string): Readonly<Record<string, unknown>>[] {
  return of(made, type).map(({ properties }) => properties ?? {});
}

function siteConfig(made: Evaluated): Readonly<Record<string, unknown>> {
  return propertiesOf(made, 'Microsoft.Web/sites')[0]?.siteConfig as Readonly<Record<string, unknown>>;
}

/** The services that have a private endpoint. */
function servicesOf(made: Evaluated): string[] {
  return propertiesOf(made, 'Microsoft.Network/privateEndpoints')
    .map(({ privateLinkServiceConnections }) => JSON.stringify(privateLinkServiceConnections))
    .map((text) => /"groupIds":\["(\w+)"\]/.exec(text)?.[1] ?? '')
    .sort();
}
