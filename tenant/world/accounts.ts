import { CAST, GIVEN_NAMES, ORDINARY, type Part, type PartName, SURNAMES } from './cast';
import { HABITS } from './habits';
import { DEVICES, SITES, type Site, TENANTS } from './places';
import type { Random } from './random';
import type { CommonFields } from './record';
import type { Visit } from './visits';

/** An account that signs in: a user of the directory, an outsider, or a workload. */
export type Account = {
  readonly id: string;
  readonly displayName: string;
  /** As in the sign-in log: lower case, and the real address of a guest. */
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly otherMails: readonly string[];
  readonly enabled: boolean;
  readonly home: (typeof TENANTS)[keyof typeof TENANTS];
  readonly methods: readonly string[];
  readonly visits: readonly Visit[];
  readonly rhythm: 'workday' | 'regular' | 'seldom';
  readonly inDirectory: boolean;
  readonly site: Site;
  /** The fields for identity and place, the same in all of its records. */
  readonly inLog: Partial<CommonFields>;
};

export type Cast = Readonly<Record<PartName, Account>>;

/** The cast first, then ordinary employees until there are `count` accounts in the directory. */
export function makeAccounts(count: number, random: Random): { cast: Cast; accounts: readonly Account[] } {
  const cast = Object.fromEntries(
    Object.entries(CAST).map(([part, played], index) => [part, accountOf(played, index, random)]),
  ) as Cast;
  const accounts = Object.values(cast);
  const listed = accounts.filter((account) => account.inDirectory).length;
  for (let index = listed; index < count; index++) accounts.push(employee(index, random));
  return { cast, accounts };
}

function employee(index: number, random: Random): Account {
  const like = ORDINARY[index % ORDINARY.length];
  if (like === undefined) throw new RangeError('An ordinary employee needs an example: fill ORDINARY.');
  const name = `${random.pick(GIVEN_NAMES)} ${random.pick(SURNAMES)}`;
  // As in real tenants, a number distinguishes two people with one name.
  return accountOf({ ...like, name, upn: `${mailName(name)}${index}` }, index, random);
}

export function accountOf(part: Part, index: number, random: Random): Account {
  const home = TENANTS[part.home ?? 'contoso'];
  const site = random.pick(SITES);
  const id = random.guid();
  const userPrincipalName = addressOf(part, home.domain);
  const host = part.name === 'PII Removed' ? 'XXX' : String(1 + (index % 254));
  return {
    id,
    displayName: part.name,
    userPrincipalName,
    mail: part.mailbox === undefined ? userPrincipalName : null,
    otherMails: part.mailbox === undefined || part.mailbox === 'none' ? [] : [part.mailbox],
    enabled: part.enabled ?? true,
    home,
    methods: part.methods ?? [],
    visits: HABITS[part.habit],
    rhythm: part.rhythm ?? 'workday',
    inDirectory: part.outsider !== true,
    site,
    inLog: {
      ...(part.workload ? workloadInLog(id, part.name) : userInLog(id, part.name, userPrincipalName)),
      ...homeInLog(home),
      ipAddress: `${site.network}.${host}`,
      autonomousSystemNumber: site.autonomousSystemNumber,
      location: site.location,
      ...DEVICES[part.device ?? 'laptop'],
    },
  };
}

function userInLog(
  userId: string,
  userDisplayName: string,
  userPrincipalName: string,
): Partial<CommonFields> {
  return { userId, userDisplayName, userPrincipalName, signInIdentifier: userPrincipalName };
}

function workloadInLog(servicePrincipalId: string, servicePrincipalName: string): Partial<CommonFields> {
  return { servicePrincipalId, servicePrincipalName, clientAppUsed: '', userType: '' };
}

function homeInLog(home: Account['home']): Partial<CommonFields> {
  if (home === TENANTS.contoso) return {};
  const { id: homeTenantId, name: homeTenantName } = home;
  return { homeTenantId, homeTenantName, userType: 'guest', crossTenantAccessType: 'b2bCollaboration' };
}

function addressOf(part: Part, domain: string): string {
  const name = part.upn ?? mailName(part.name);
  return name.includes('@') || name.includes(' ') ? name : `${name}@${domain}`;
}

function mailName(name: string): string {
  return name.toLowerCase().replaceAll(' ', '.');
}
