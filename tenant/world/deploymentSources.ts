import { PRODUCTION } from './azure';
import { type Deployment, IDENTITY, wholeDeployment } from './deployment';
import { NO_EXPORTS } from './exports';

const BOTH = ['SignInLogs', 'NonInteractiveUserSignInLogs'];

/** Invented, in the form that Azure gives them. */
export const WORKSPACE = {
  id: `/subscriptions/${PRODUCTION}/resourceGroups/rg-soc/providers/Microsoft.OperationalInsights/workspaces/log-soc`,
  customerId: 'f3000001-0000-4000-8000-000000000001',
  isOverQuota: false,
};

export const NAMESPACE = {
  id: `/subscriptions/${PRODUCTION}/resourceGroups/rg-siem/providers/Microsoft.EventHub/namespaces/evhns-siem`,
  host: 'evhns-siem.servicebus.windows.net',
  hubs: { 'sign-ins': ['$Default', 'mfa-watch'] },
};

/** A complete deployment that reads sign-ins from a workspace. */
export function wholeDeploymentWithWorkspace(): Deployment {
  const whole = wholeDeployment();
  return {
    ...whole,
    settings: {
      ...whole.settings,
      SIGN_IN_SOURCE: 'logAnalytics',
      LOG_ANALYTICS_WORKSPACE_ID: WORKSPACE.customerId,
    },
    exports: {
      ...NO_EXPORTS,
      workspaces: [
        {
          ...WORKSPACE,
          id: WORKSPACE.id.replace('log-soc', 'log-other'),
          customerId: 'f3000002-0000-4000-8000-000000000002',
        },
        WORKSPACE,
      ],
      roles: [{ id: '3b03c2da-16b3-4a49-8834-0f8130efdd3b', on: WORKSPACE.id }],
      diagnosticSettings: [
        {
          name: 'to-soc',
          workspaceId: WORKSPACE.id,
          eventHubAuthorizationRuleId: null,
          eventHubName: null,
          categories: ['AuditLogs', ...BOTH],
        },
      ],
    },
  };
}

/** A complete deployment that reads sign-ins from a hub. */
export function wholeDeploymentWithHub(): Deployment {
  const whole = wholeDeployment();
  return {
    ...whole,
    functions: [...whole.functions, 'ingestSignIns'],
    settings: {
      ...whole.settings,
      SIGN_IN_SOURCE: 'eventHub',
      EVENT_HUB_NAME: 'sign-ins',
      EVENT_HUB_CONSUMER_GROUP: 'mfa-watch',
      EVENT_HUB__fullyQualifiedNamespace: NAMESPACE.host,
      EVENT_HUB__credential: 'managedidentity',
      EVENT_HUB__clientId: IDENTITY.clientId,
    },
    exports: {
      ...NO_EXPORTS,
      namespaces: [NAMESPACE],
      roles: [{ id: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde', on: `${NAMESPACE.id}/eventhubs/sign-ins` }],
      diagnosticSettings: [
        {
          name: 'to-siem',
          workspaceId: null,
          eventHubAuthorizationRuleId: `${NAMESPACE.id}/authorizationRules/EntraDiagnosticSetting`,
          eventHubName: 'sign-ins',
          categories: BOTH,
        },
      ],
    },
  };
}
