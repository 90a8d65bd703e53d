import { z } from 'zod';
import type { Arm } from '../../../shared/arm/arm';
import type { Environment } from '../../../shared/settingReader';
import { readArmPages } from '../armPages';
import { type CheckResult, missing, ok } from '../checkResult';
import { notVisible, type Visible } from '../visible';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const setting = z
  .object({
    name: z.string(),
    properties: z.object({
      workspaceId: text,
      eventHubAuthorizationRuleId: text,
      eventHubName: text,
      logs: z
        .array(z.object({ category: text, enabled: z.boolean().nullish() }))
        .nullish()
        .transform((logs) => logs ?? []),
    }),
  })
  .transform(({ name, properties: { logs, ...target } }) => ({
    name,
    ...target,
    categories: logs.filter(({ enabled }) => enabled === true).map(({ category }) => category.toLowerCase()),
  }));

export type DiagnosticSetting = z.infer<typeof setting>;

/**
 * Where Entra sends its logs. A person who may not see it is refused like one without a role in Azure.
 * https://learn.microsoft.com/azure/templates/microsoft.aadiam/2017-04-01/diagnosticsettings,
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/12986 (read 2026-11-30)
 *
 * @throws ArmError
 */
export function readDiagnosticSettings(arm: Arm): Promise<readonly DiagnosticSetting[]> {
  return readArmPages(arm, '/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01', setting);
}

/** The categories of sign-ins that the app reads. */
export function categoriesFor({ INCLUDE_NON_INTERACTIVE }: Environment): readonly string[] {
  return INCLUDE_NON_INTERACTIVE?.trim() === 'false'
    ? ['SignInLogs']
    : ['SignInLogs', 'NonInteractiveUserSignInLogs'];
}

export type Target = {
  /** Name of the workspace or hub. */
  readonly to: string;
  readonly receives: (setting: DiagnosticSetting, category: string) => boolean;
  readonly categories: readonly string[];
  /** Makes a setting. */
  readonly command: string;
  /** Shows whether anything arrives, to someone who may not see the settings. */
  readonly watch: string;
};

export function toWorkspace(workspaceId: string): Target['receives'] {
  return (one) => isSame(one.workspaceId, workspaceId);
}

/** Without a name of a hub, each category goes to a hub of its own. */
export function toHub(namespaceId: string, hubName: string): Target['receives'] {
  return ({ eventHubAuthorizationRuleId, eventHubName }, category) =>
    eventHubAuthorizationRuleId.toLowerCase().startsWith(`${namespaceId.toLowerCase()}/`) &&
    isSame(eventHubName === '' ? `insights-logs-${category}` : eventHubName, hubName);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function judgeDiagnostics(
  settings: Visible<readonly DiagnosticSetting[]>,
  { to, receives, categories, command, watch }: Target,
): CheckResult {
  const check = 'diagnosticSetting';
  if (settings.kind !== 'visible')
    return notVisible({ check, thing: 'diagnosticSettings', why: settings }, watch);
  const sending = (category: string) =>
    settings.value.filter(
      (one) => one.categories.includes(category.toLowerCase()) && receives(one, category),
    );
  const absent = categories.filter((category) => sending(category).length === 0);
  if (absent.length > 0) return missing({ check, code: 'notSent', categories: absent, to }, command);
  const names = [...new Set(categories.flatMap(sending).map(({ name }) => name))];
  return ok({ check, code: 'sends', settings: names, to });
}
