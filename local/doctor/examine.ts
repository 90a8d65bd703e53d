import { readTenant } from '../../shared/graph/organization';
import type { Asked } from './asked';
import { type CheckResult, type CheckResults, unknown } from './checkResult';
import type { Clients } from './clients';
import { commandsFor } from './commands';
import { judgeConsent } from './consent';
import { examineAzure, UNKNOWN_GRANT } from './examineAzure';
import { healthAlone } from './examineHealth';
import { judgeExported } from './exported';
import { judgeLicence, readSkus } from './licence';
import { examineMailbox } from './mail/examineMail';
import { intendedMode, senderIn } from './mail/mode';
import { readOwnRoles, readPerson } from './person';
import { locate } from './place';
import { judgeSignIn, type TokenFound } from './signIn';
import { lookAt, visibleValue } from './visible';

export type SignIns = { readonly graph: TokenFound; readonly arm: TokenFound };

/** Looks at everything that a deployment needs, as far as the admin who runs it may see; changes nothing. */
export async function examine(clients: Clients, signIns: SignIns, asked: Asked): Promise<CheckResults> {
  const { graph, arm } = signIns;
  const { env, shell } = asked;
  if (graph.kind === 'none' && arm.kind === 'none') {
    const rest = unknown({ check: 'everythingElse', code: 'needsSignIn' });
    return {
      before: [judgeSignIn(graph, 'Azure'), ...judgeExported(env, { shell, isDeployed: null }), rest],
      after: [],
    };
  }
  const [directory, azure] = await Promise.all([
    graph.kind === 'token' ? examineDirectory(clients) : null,
    arm.kind === 'token' ? locate(clients.arm, asked) : null,
  ]);
  const person = directory?.person ?? null;
  const isLicensed = directory !== null && judgeLicence(directory.skus).state === 'ok';
  const deployment = azure && (await examineAzure(clients, azure, { asked, person, isLicensed }));
  const isDeployed = deployment?.isDeployed ?? null;
  const before = [
    judgeSignIn(graph, 'Microsoft Graph', directory?.who),
    judgeSignIn(arm, 'Azure Resource Manager'),
    ...(directory === null
      ? []
      : [judgeLicence(directory.skus), judgeConsent(directory.roles, deployment?.grant ?? UNKNOWN_GRANT)]),
    ...(deployment?.before ?? []),
    ...judgeExported(env, { shell, isDeployed }),
    ...(directory === null || isDeployed ? [] : await examineIntendedMailbox(clients, asked)),
  ];
  return { before, after: deployment?.after ?? (await healthAlone(asked)) };
}

/** The mailbox that the next deployment is to send from. */
async function examineIntendedMailbox(clients: Clients, asked: Asked): Promise<readonly CheckResult[]> {
  const sender = senderIn(asked.env);
  if (sender === null || intendedMode(asked.env) !== 'graph') return [];
  return [await examineMailbox(clients, { sender, app: null, commands: commandsFor(asked) })];
}

async function examineDirectory({ graph }: Clients) {
  const [person, tenant, roles, skus] = await Promise.all([
    lookAt(() => readPerson(graph)),
    lookAt(() => readTenant(graph)),
    lookAt(() => readOwnRoles(graph)),
    lookAt(() => readSkus(graph)),
  ]);
  const tenantFound = visibleValue(tenant);
  const who = {
    person: visibleValue(person)?.name ?? null,
    tenant: tenantFound === null ? null : (tenantFound.name ?? tenantFound.tenantId),
  };
  return { person: visibleValue(person), who, roles, skus };
}
