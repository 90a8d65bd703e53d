import { z } from 'zod';
import type { Arm } from '../../../shared/arm/arm';
import { type CheckResult, missing, ok, unknown } from '../checkResult';
import type { Commands } from '../commands';
import { findResource, type PlacedResource, placed } from './resource';

const workspaceRow = z
  .object({
    id: z.string(),
    properties: z.object({
      customerId: z.string().nullish(),
      workspaceCapping: z.object({ dataIngestionStatus: z.string().nullish() }).nullish(),
    }),
  })
  .transform(({ id, properties }) => ({
    at: placed(id),
    customerId: properties.customerId?.toLowerCase() ?? '',
    isOverQuota: properties.workspaceCapping?.dataIngestionStatus === 'OverQuota',
  }));

export type Workspace = { readonly at: PlacedResource; readonly isOverQuota: boolean };

/**
 * The workspace with this workspace id; `null` if none is visible.
 * https://learn.microsoft.com/rest/api/loganalytics/workspaces/list (read 2026-11-30)
 */
export async function findWorkspace(arm: Arm, id: string, subscription: string): Promise<Workspace | null> {
  const wanted = id.toLowerCase();
  const found = await findResource(arm, {
    subscription,
    list: 'Microsoft.OperationalInsights/workspaces?api-version=2025-07-01',
    row: workspaceRow,
    isWanted: ({ customerId }) => customerId === wanted,
  });
  return found?.at == null ? null : { at: found.at, isOverQuota: found.isOverQuota };
}

export function judgeWorkspace(workspace: Workspace | null, id: string, commands: Commands): CheckResult {
  const check = 'source';
  if (workspace === null) return unknown({ check, code: 'workspaceNotFound', id }, commands.listWorkspaces);
  const { at, isOverQuota } = workspace;
  if (isOverQuota)
    return missing({ check, code: 'capReached', workspace: at.name }, commands.raiseDailyCap(at));
  return ok({ check, code: 'workspaceFound', workspace: at.name });
}
