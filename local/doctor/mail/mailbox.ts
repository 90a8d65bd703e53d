import { z } from 'zod';
import type { Graph } from '../../../shared/graph/graph';
import { decoded } from '../../../shared/graph/lookUp';
import { type CheckResult, missing, ok, unknown } from '../checkResult';
import type { Commands } from '../commands';
import { readGraphPages } from '../graphPages';
import { lookAt, notVisible, type Visible } from '../visible';

const mailUser = z.object({
  userPrincipalName: z.string(),
  mail: z.string().nullish(),
  userType: z.string().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
});

export type MailUser = z.infer<typeof mailUser>;

const SELECT = '$select=id,userPrincipalName,mail,userType,onPremisesSyncEnabled';

/** What Graph shows of the user that MAIL_SENDER names. */
export type MailboxLook = {
  readonly user: Visible<MailUser>;
  /** A user with this address whose name is another; `null` if none was found, or none was looked for. */
  readonly sameAddress: MailUser | null;
};

/**
 * Only `mailboxSettings` says what kind of mailbox a user has, and reading it takes a permission that no admin's sign-in with
 * Azure CLI has. A licence proves nothing: shared mailboxes have none, and not every Exchange plan brings a mailbox.
 * https://learn.microsoft.com/graph/api/resources/mailboxsettings, https://github.com/KelvinTegelaar/CIPP/issues/1431,
 * https://github.com/MicrosoftDocs/azure-docs/issues/85666 (read 2026-11-29)
 */
export async function lookAtMailbox(graph: Graph, sender: string): Promise<MailboxLook> {
  const path = `/v1.0/users/${encodeURIComponent(sender)}?${SELECT}`;
  const user = await lookAt(async () => decoded(await graph.get(path), mailUser, path));
  if (!isNoSuchUser(user) || !sender.includes('@')) return { user, sameAddress: null };
  const filter = encodeURIComponent(`mail eq '${sender.replaceAll("'", "''")}'`);
  const found = await lookAt(() =>
    readGraphPages(graph, `/v1.0/users?$filter=${filter}&${SELECT}`, mailUser),
  );
  return { user, sameAddress: found.kind === 'visible' ? (found.value[0] ?? null) : null };
}

function isNoSuchUser(user: Visible<MailUser>): boolean {
  return user.kind === 'absent' && user.code === 'Request_ResourceNotFound';
}

export type MailboxFacts = {
  /** MAIL_SENDER. */
  readonly sender: string;
  /** `null` before there is an app. */
  readonly app: string | null;
  readonly commands: Commands;
};

export function judgeMailbox({ user, sameAddress }: MailboxLook, facts: MailboxFacts): CheckResult {
  const check = 'mailbox';
  const { sender, commands } = facts;
  if (isNoSuchUser(user)) return sameAddress === null ? noSuchUser(facts) : otherName(sameAddress, facts);
  if (user.kind !== 'visible') return notVisible({ check, thing: 'mailbox', name: sender, why: user });
  const { userType, mail, onPremisesSyncEnabled } = user.value;
  // https://github.com/microsoftgraph/microsoft-graph-docs/issues/17826 (read 2026-11-29)
  if (userType === 'Guest') return missing({ check, code: 'guest', sender }, commands.createMailbox(null));
  if (!mail) return missing({ check, code: 'noAddress', sender }, commands.createMailbox(null));
  // The mailbox of a synchronized user may be on an own Exchange server, which Graph does not reach.
  // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6519 (read 2026-11-29)
  if (onPremisesSyncEnabled)
    return unknown({ check, code: 'mayBeOnPremises', sender }, commands.showMailbox(sender));
  return ok({ check, code: 'found', sender, address: mail });
}

function noSuchUser({ sender, commands }: MailboxFacts): CheckResult {
  return missing(
    { check: 'mailbox', code: 'noSuchUser', sender },
    commands.createMailbox(sender.includes('@') ? sender : null),
  );
}

/** Graph finds a user by name or id, not by address; those of a shared mailbox may differ. */
function otherName({ userPrincipalName }: MailUser, { sender, app, commands }: MailboxFacts): CheckResult {
  return missing(
    { check: 'mailbox', code: 'otherName', sender, userPrincipalName },
    app === null
      ? commands.export('MAIL_SENDER', userPrincipalName)
      : commands.set(app, 'MAIL_SENDER', userPrincipalName),
  );
}
