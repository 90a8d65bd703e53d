import type { SourceOutcome } from '../../doctor/source/outcome';

type About<Check> = Extract<SourceOutcome, { readonly check: Check }>;

export function sourceInWords(outcome: About<'source'>): string {
  switch (outcome.code) {
    case 'workspaceFound':
      return `Sign-ins come from the workspace ${outcome.workspace}.`;
    case 'capReached':
      return `The workspace ${outcome.workspace} has reached its daily cap. It accepts no sign-ins until the cap is raised or the next day begins. Raising the cap costs money: ask who pays for the workspace.`;
    case 'workspaceNotFound':
      return `No workspace with the id ${outcome.id} is in the subscriptions that you may read. It may be in another one, or LOG_ANALYTICS_WORKSPACE_ID may be wrong.`;
    case 'hubFound':
      return `Sign-ins come from the hub ${outcome.hub} of ${outcome.namespace}.`;
    case 'namespaceNotFound':
      return `No Event Hubs namespace ${outcome.host} is in the subscriptions that you may read. It may be in another one, or EVENT_HUB__fullyQualifiedNamespace may be wrong.`;
    case 'hubNotFound':
      return `The namespace ${outcome.namespace} has no hub ${outcome.hub}. Create it, or set EVENT_HUB_NAME to the hub that Entra streams to.`;
    case 'groupNotFound':
      return `The hub ${outcome.hub} has no consumer group ${outcome.consumerGroup}, so the app reads nothing.`;
  }
}

export function sourceRoleInWords({ code, role, on }: About<'sourceRole'>): string {
  switch (code) {
    case 'assigned':
      return `The app may read ${on}.`;
    case 'wider':
      return `The app may read ${on}, and more than it needs. The role that the deployment assigns is enough (docs/permissions.md).`;
    case 'notAssigned':
      return `Without ${role} on ${on}, the app reads no sign-ins. Assigning it takes the role Role Based Access Control Administrator there.`;
  }
}

export function diagnosticSettingInWords(outcome: About<'diagnosticSetting'>): string {
  switch (outcome.code) {
    case 'sends':
      return `Entra sends sign-ins to ${outcome.to} (${outcome.settings.join(', ')}).`;
    case 'notSent':
      return `Entra does not send ${outcome.categories.join(' and ')} to ${outcome.to}. A Security Administrator adds it in the Entra admin center, under Diagnostic settings, or with this command, which also takes the right to deploy to the whole tenant (docs/deploy.md).`;
  }
}
