import { expect, test } from '@jest/globals';
import { CLOUD_ENDPOINTS, CLOUDS, isEnforcedIn } from '../../shared/domain/cloud';

// https://learn.microsoft.com/graph/deployments, https://docs.azure.cn/en-us/azure-monitor/logs/api/access-api (read 2026-11-21).
test.each([
  [
    'global',
    'login.microsoftonline.com graph.microsoft.com management.azure.com api.loganalytics.io portal.azure.com',
  ],
  [
    'usgov',
    'login.microsoftonline.us graph.microsoft.us management.usgovcloudapi.net api.loganalytics.us portal.azure.us',
  ],
  [
    'usgovdod',
    'login.microsoftonline.us dod-graph.microsoft.us management.usgovcloudapi.net api.loganalytics.us portal.azure.us',
  ],
  [
    'china',
    'login.chinacloudapi.cn microsoftgraph.chinacloudapi.cn management.chinacloudapi.cn api.loganalytics.azure.cn portal.azure.cn',
  ],
] as const)('%s is reached at the addresses that Microsoft gives', (cloud, hosts) => {
  const { login, graph, arm, logAnalytics, portal } = CLOUD_ENDPOINTS[cloud];
  const expected = hosts.split(' ').map((host) => `https://${host}`);
  expect([login, graph, arm, logAnalytics, portal]).toEqual(expected);
});

test('Microsoft enforces in the public cloud alone', () => {
  expect(CLOUDS.filter(isEnforcedIn)).toEqual(['global']);
});
