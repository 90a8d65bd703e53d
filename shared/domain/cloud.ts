/**
 * The addresses of each Microsoft cloud.
 * https://learn.microsoft.com/graph/deployments (read 2026-11-21)
 */
export type Cloud = 'global' | 'usgov' | 'usgovdod' | 'china';

export const CLOUDS = ['global', 'usgov', 'usgovdod', 'china'] as const satisfies Cloud[];

export type CloudEndpoints = {
  readonly login: string;
  readonly graph: string;
  readonly arm: string;
  readonly logAnalytics: string;
  readonly portal: string;
};

const US_LOGIN = 'https://login.microsoftonline.us';
const US_ARM = 'https://management.usgovcloudapi.net';
const US_LOGS = 'https://api.loganalytics.us';
const US_PORTAL = 'https://portal.azure.us';

export const CLOUD_ENDPOINTS: Readonly<Record<Cloud, CloudEndpoints>> = {
  global: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    arm: 'https://management.azure.com',
    logAnalytics: 'https://api.loganalytics.io',
    portal: 'https://portal.azure.com',
  },
  usgov: {
    login: US_LOGIN,
    graph: 'https://graph.microsoft.us',
    arm: US_ARM,
    logAnalytics: US_LOGS,
    portal: US_PORTAL,
  },
  usgovdod: {
    login: US_LOGIN,
    graph: 'https://dod-graph.microsoft.us',
    arm: US_ARM,
    logAnalytics: US_LOGS,
    portal: US_PORTAL,
  },
  china: {
    login: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    arm: 'https://management.chinacloudapi.cn',
    logAnalytics: 'https://api.loganalytics.azure.cn',
    portal: 'https://portal.azure.cn',
  },
};

/** Microsoft enforces mandatory MFA in the public cloud only. */
export function isEnforcedIn(cloud: Cloud): boolean {
  return cloud === 'global';
}
