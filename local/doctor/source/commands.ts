import type { Cloud } from '../../../shared/domain/cloud';
import { type Shell, spellingOf, VALUE } from '../shell';
import type { PlacedResource } from './resource';

/** The rule that infra/modules/eventHub.bicep makes for Entra. */
const OWN_RULE = 'EntraDiagnosticSetting';

/** For the workspace or hub that sign-ins come from, which may be in another subscription than the app. */
export function sourceCommands(shell: Shell, cloud: Cloud) {
  const { quoted } = spellingOf(shell);
  const at = ({ group, subscription }: PlacedResource) =>
    `-g ${quoted(group)} --subscription ${subscription}`;
  const region = cloud === 'global' ? 'westeurope' : '<region>';
  const reader = (place: PlacedResource, module: string) =>
    `az deployment group create ${at(place)} -n mfa-watch-reader -f infra/modules/${module}.bicep`;
  const diagnostics = `az deployment tenant create -l ${region} -n mfa-watch -f infra/diagnostics.bicep`;
  const hubIn = (namespace: PlacedResource) => `${at(namespace)} --namespace-name ${quoted(namespace.name)}`;
  return {
    listWorkspaces: `az monitor log-analytics workspace list --query ${quoted('[].[customerId, id]')} -o table`,
    raiseDailyCap: (workspace: PlacedResource) =>
      `az monitor log-analytics workspace update ${at(workspace)} -n ${quoted(workspace.name)} --quota ${VALUE}`,
    readWorkspace: (workspace: PlacedResource, principalId: string) =>
      `${reader(workspace, 'workspaceReader')} -p principalId=${principalId} workspaceName=${quoted(workspace.name)}`,
    sendToWorkspace: (workspace: PlacedResource) => `${diagnostics} -p workspaceId=${quoted(workspace.id)}`,
    /** The rows of the last day, by table. */
    countRows: (workspaceId: string) =>
      `az monitor log-analytics query -w ${workspaceId} -t P1D -o table --analytics-query ${quoted(
        'union withsource=Name isfuzzy=true SigninLogs, AADNonInteractiveUserSignInLogs | summarize Rows=count(), Newest=max(TimeGenerated) by Name',
      )}`,
    listNamespaces: `az eventhubs namespace list --query ${quoted('[].id')} -o table`,
    createHub: (namespace: PlacedResource, hub: string) =>
      `az eventhubs eventhub create ${hubIn(namespace)} -n ${quoted(hub)} --partition-count 4`,
    createConsumerGroup: (namespace: PlacedResource, hub: string, consumerGroup: string) =>
      `az eventhubs eventhub consumer-group create ${hubIn(namespace)} --eventhub-name ${quoted(hub)} -n ${quoted(consumerGroup)}`,
    readHub: (
      namespace: PlacedResource,
      {
        principalId,
        hubName,
        consumerGroup,
      }: Readonly<Record<'principalId' | 'hubName' | 'consumerGroup', string>>,
    ) =>
      `${reader(namespace, 'eventHubReader')} -p principalId=${principalId} namespaceName=${quoted(namespace.name)} eventHubName=${quoted(hubName)} consumerGroupName=${quoted(consumerGroup)}`,
    /** @param isOwn whether infra/main.bicep deployed the namespace: then the rule of Entra has a known name */
    sendToHub: (namespace: PlacedResource, hub: string, isOwn: boolean) =>
      `${diagnostics} -p eventHubRuleId=${isOwn ? quoted(`${namespace.id}/authorizationRules/${OWN_RULE}`) : VALUE} eventHubName=${quoted(hub)}`,
    /** The events of the last hours, by hour. */
    countEvents: (namespace: PlacedResource) =>
      `az monitor metrics list --resource ${quoted(namespace.id)} --metric IncomingMessages --interval PT1H --aggregation Total -o table`,
  };
}
