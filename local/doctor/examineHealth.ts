import { isSettled } from './app';
import type { Asked } from './asked';
import { type CheckResult, notYet } from './checkResult';
import { type Commands, commandsFor, type Place } from './commands';
import type { AppExamined } from './examineApp';
import { askHealth, type HealthAnswer, judgeHealth } from './health';
import { intendedMode } from './mail/mode';
import { judgeMailPermission } from './mail/permission';
import { judgeResources, type Parts } from './resources';

export type HealthPlan = {
  readonly parts: Parts;
  readonly asked: Asked;
  readonly isLicensed: boolean;
  readonly commands: Commands;
};

/** The health of the app that was examined, and what follows from it. */
export async function examineHealth(
  { site, clientId, asksSignIn, sending }: AppExamined,
  { parts, asked, isLicensed, commands }: HealthPlan,
): Promise<readonly CheckResult[]> {
  const answer = await healthOf(asked, site?.url ?? null);
  const health = judgeHealth(answer, {
    app: parts.app.name,
    identity: parts.identity.name,
    clientId,
    asksSignIn,
    isSettled: isSettled(site, asked.now),
    isLicensed,
    commands,
  });
  const mail = sending === null ? [] : [judgeMailPermission(answer, sending, commands)];
  return [...mail, ...health];
}

/** The checks that only a deployment makes possible. */
export async function afterwards(asked: Asked, place: Place): Promise<readonly CheckResult[]> {
  const mail = intendedMode(asked.env) === 'acs' ? 'mailDomain' : 'mailPermission';
  const later = (['app', 'code', 'grants', 'roles', mail, 'settings'] as const).map((check) =>
    notYet({ check, code: 'comesLater' }),
  );
  const health =
    asked.appUrl === null ? [notYet({ check: 'health', code: 'comesLater' })] : await healthAlone(asked);
  const commands = commandsFor(place);
  const nothing = judgeResources(
    { kind: 'nothing' },
    { group: asked.group, needsMailParts: false, commands },
  );
  return [nothing, ...later, ...health];
}

/** Anyone who has the address and key of the app can ask it, whatever Azure shows. */
export async function healthAlone(asked: Asked): Promise<readonly CheckResult[]> {
  if (asked.appUrl === null) return [];
  const unknown = { app: null, identity: null, clientId: null, asksSignIn: null, isSettled: false };
  return judgeHealth(await healthOf(asked, null), { ...unknown, commands: commandsFor(asked) });
}

async function healthOf({ appUrl, key }: Asked, found: string | null): Promise<HealthAnswer | null> {
  const url = appUrl ?? found;
  return url === null || key === null ? null : askHealth(url, key);
}
