import type { NotVisible, Thing } from '../../doctor/invisible';

/** Who may read it, and how it is called in the middle of a sentence, in the singular. */
type Reading = { readonly named: (name: string) => string; readonly takes: string };

const GROUP_READER = 'the role Reader on the resource group';

const THINGS: Readonly<Record<Thing, Reading>> = {
  licences: { named: () => "the tenant's list of licences", takes: 'the role Global Reader' },
  ownRoles: { named: () => 'the list of your directory roles', takes: 'an account of this tenant' },
  group: {
    named: (name) => `the resource group ${name}`,
    takes: 'the role Reader on it, in a subscription of the tenant that you are signed in to',
  },
  provider: {
    named: (name) => `the registration of ${name}`,
    takes: 'the role Reader on the subscription',
  },
  rights: { named: () => 'the list of your rights there', takes: GROUP_READER },
  resources: { named: (name) => `the list of resources in ${name}`, takes: GROUP_READER },
  app: { named: (name) => `the function app ${name}`, takes: GROUP_READER },
  functions: { named: () => "the app's list of functions", takes: GROUP_READER },
  endpointSignIn: {
    named: () => 'the setting that makes Entra require a sign-in',
    takes: 'the role Contributor on the app',
  },
  identity: { named: (name) => `the identity ${name}`, takes: GROUP_READER },
  grants: { named: () => "the list of the app's Graph permissions", takes: 'the role Directory Readers' },
  roles: { named: () => "the list of the app's roles", takes: GROUP_READER },
  mailDomains: { named: () => 'the list of mail domains', takes: GROUP_READER },
  linkedDomain: { named: () => 'the mail domain in use', takes: GROUP_READER },
  mailbox: { named: (name) => `the user ${name}`, takes: 'the role Directory Readers' },
  communicationServices: {
    named: () => "the subscription's list of Communication services",
    takes: 'the role Reader on the subscription',
  },
  hub: { named: (name) => `the hub ${name}`, takes: 'the role Reader on its namespace' },
  sourceRoles: { named: (name) => `the list of roles on ${name}`, takes: 'the role Reader on it' },
  diagnosticSettings: {
    named: () => "Entra's list of diagnostic settings",
    takes: 'the directory role Security Administrator. The command shows whether sign-ins arrive',
  },
  mailSenders: { named: () => "the domain's list of senders", takes: GROUP_READER },
  settings: {
    named: () => "the app's list of settings",
    takes: 'the role Contributor or Website Contributor on the function app',
  },
};

export function notVisibleInWords({ thing, name, why }: NotVisible): string {
  const { named, takes } = THINGS[thing];
  const what = named(name ?? '');
  switch (why.kind) {
    case 'hidden':
      return `You may not read ${what}. Reading it takes ${takes}.`;
    case 'absent':
      return `${capital(what)} does not exist, or you may not read it. Reading it takes ${takes}.`;
    case 'failed':
      return `${capital(what)} could not be read. ${why.why}`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
