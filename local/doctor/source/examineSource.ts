import type { Arm } from '../../../shared/arm/arm';
import type { SourceConfig } from '../../../shared/config';
import type { Environment } from '../../../shared/settingReader';
import type { CheckResult } from '../checkResult';
import type { Commands } from '../commands';
import { readAssignedAt } from '../roles';
import { lookAt } from '../visible';
import { categoriesFor, judgeDiagnostics, readDiagnosticSettings, toHub, toWorkspace } from './diagnostics';
import { findNamespace, hubId, judgeHub, judgeNamespace, lookAtHub } from './hub';
import { judgeSourceRole } from './roles';
import { findWorkspace, judgeWorkspace } from './workspace';

export type SourceFacts = {
  /** Of the app. */
  readonly subscription: string;
  /** Resource group of the app. */
  readonly group: string;
  readonly settings: Environment;
  /** Object id of the identity; `null` if it is not visible. */
  readonly principalId: string | null;
  readonly commands: Commands;
};

/** Examines the workspace or hub that sign-ins come from. The sign-in log itself needs nothing in Azure. */
export async function examineSource(
  arm: Arm,
  source: SourceConfig,
  facts: SourceFacts,
): Promise<readonly CheckResult[]> {
  switch (source.kind) {
    case 'graph':
      return [];
    case 'logAnalytics':
      return examineWorkspace(arm, source.workspaceId, facts);
    case 'eventHub':
      return examineHub(arm, source, facts);
  }
}

async function examineWorkspace(
  arm: Arm,
  workspaceId: string,
  { subscription, settings, principalId, commands }: SourceFacts,
): Promise<readonly CheckResult[]> {
  const workspace = await findWorkspace(arm, workspaceId, subscription);
  const found = judgeWorkspace(workspace, workspaceId, commands);
  if (workspace === null) return [found];
  const { at } = workspace;
  const [assigned, diagnostics] = await Promise.all([
    principalId && lookAt(() => readAssignedAt(arm, at.id, principalId)),
    lookAt(() => readDiagnosticSettings(arm)),
  ]);
  const role = {
    kind: 'logAnalytics',
    id: at.id,
    on: at.name,
    command: commands.readWorkspace(at, principalId ?? ''),
  } as const;
  return [
    found,
    ...(assigned ? [judgeSourceRole(assigned, role)] : []),
    judgeDiagnostics(diagnostics, {
      to: at.name,
      receives: toWorkspace(at.id),
      categories: categoriesFor(settings),
      command: commands.sendToWorkspace(at),
      watch: commands.countRows(workspaceId),
    }),
  ];
}

async function examineHub(
  arm: Arm,
  names: Extract<SourceConfig, { readonly kind: 'eventHub' }>,
  { subscription, group, settings, principalId, commands }: SourceFacts,
): Promise<readonly CheckResult[]> {
  const namespace = await findNamespace(arm, names, subscription);
  if (namespace === null) return [judgeNamespace(names, commands)];
  const { hubName, consumerGroup } = names;
  const id = hubId(namespace, hubName);
  const [hub, assigned, diagnostics] = await Promise.all([
    lookAtHub(arm, namespace, names),
    principalId && lookAt(() => readAssignedAt(arm, id, principalId)),
    lookAt(() => readDiagnosticSettings(arm)),
  ]);
  const found = judgeHub(hub, namespace, { names, commands });
  // Nothing can be assigned on a hub that is not there, nor sent to it.
  if (hub.hub.kind === 'absent') return [found];
  const isOwn =
    namespace.subscription.toLowerCase() === subscription.toLowerCase() &&
    namespace.group.toLowerCase() === group.toLowerCase();
  const role = {
    kind: 'eventHub',
    id,
    on: hubName,
    command: commands.readHub(namespace, { principalId: principalId ?? '', hubName, consumerGroup }),
  } as const;
  return [
    found,
    ...(assigned ? [judgeSourceRole(assigned, role)] : []),
    judgeDiagnostics(diagnostics, {
      to: hubName,
      receives: toHub(namespace.id, hubName),
      categories: categoriesFor(settings),
      command: commands.sendToHub(namespace, hubName, isOwn),
      watch: commands.countEvents(namespace),
    }),
  ];
}
