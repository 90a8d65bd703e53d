import type { HabitName } from './habits';
import type { DeviceName, TenantName } from './places';

/** One account of the story. A field that is left out is as for an ordinary employee. */
export type Part = {
  readonly name: string;
  readonly habit: HabitName;
  /** Methods registered for MFA, under the names of the registration report. */
  readonly methods?: readonly string[];
  readonly enabled?: false;
  /** `none`: no mailbox and no other address. An address: no mailbox, but this other address. */
  readonly mailbox?: 'none' | `${string}@${string}`;
  readonly upn?: string;
  readonly home?: TenantName;
  readonly device?: DeviceName;
  readonly rhythm?: 'regular' | 'seldom';
  /** True if it is not a user of our directory. */
  readonly outsider?: true;
  readonly workload?: true;
};

const PUSH = ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'];
const PHONE_ONLY = ['mobilePhone'];
const TOKEN = ['hardwareOneTimePasscode'];
const KEY = ['passKeyDeviceBound'];
const SERVER = { device: 'server', rhythm: 'regular', mailbox: 'none' } as const;
const WORKLOAD = { device: 'server', rhythm: 'seldom', outsider: true, workload: true } as const;
const STRANGER = { outsider: true, rhythm: 'seldom' } as const;

/** The accounts of the story, by the names that roles and policies use. */
export const CAST = {
  mailboxAdmin: { name: 'Mara Lindqvist', habit: 'usesMfa', methods: PUSH },
  otherMailAdmin: {
    name: 'Tobias Renner (admin)',
    upn: 'adm.tobias.renner',
    habit: 'passkey',
    methods: KEY,
    mailbox: 'tobias.renner@contoso.example',
  },
  disabledAdmin: { name: 'Ines Caldera', habit: 'disabled', methods: PUSH, enabled: false },
  noAddressAdmin: {
    name: 'Oskar Brandvold (admin)',
    upn: 'adm.oskar.brandvold',
    habit: 'passwordAtPortal',
    mailbox: 'none',
  },
  groupAdmin: {
    name: 'Priya Nambisan',
    habit: 'windowsHello',
    methods: ['windowsHelloForBusiness', ...PUSH],
  },
  groupAdminToo: { name: 'Jonas Feldkamp', habit: 'remembersDevice', methods: PUSH },
  eligibleAdmin: { name: 'Lucia Ferrandi', habit: 'cliRefresh', methods: PUSH },
  breakGlassKey: {
    name: 'Emergency access 1',
    upn: 'emergency1',
    habit: 'breakGlassKey',
    methods: KEY,
    mailbox: 'none',
    rhythm: 'seldom',
  },
  breakGlassPassword: {
    name: 'Emergency access 2',
    upn: 'emergency2',
    habit: 'breakGlassPassword',
    mailbox: 'none',
    rhythm: 'seldom',
  },
  directorySync: {
    name: 'On-Premises Directory Synchronization Service Account',
    upn: 'sync_dc01_4f1c2a',
    habit: 'directorySync',
    ...SERVER,
  },
  ropcPython: { name: 'Backup service', upn: 'svc-backup', habit: 'ropcPython', ...SERVER },
  ropcSdk: { name: 'Cost reporting service', upn: 'svc-costs', habit: 'ropcSdk', ...SERVER },
  terraform: { name: 'Terraform service', upn: 'svc-terraform', habit: 'terraform', ...SERVER },
  runbook: { name: 'Nightly runbook service', upn: 'svc-runbook', habit: 'runbook', ...SERVER },
  deviceCode: { name: 'Inventory service', upn: 'svc-inventory', habit: 'deviceCode', ...SERVER },
  trustedGuest: { name: 'Alex Moravec', habit: 'trustedGuest', home: 'fabrikam' },
  lapsingGuest: { name: 'Samira Okonjo-Bell', habit: 'untrustedGuest', home: 'fabrikam' },
  untrustedGuest: { name: 'Dana Whitcombe', habit: 'untrustedGuest', home: 'northwind' },
  federated: { name: 'Hanne Solvang', habit: 'federated', upn: 'hanne.solvang@corp.contoso.example' },
  federatedToo: {
    name: 'Pieter van Loenen',
    habit: 'federated',
    upn: 'pieter.vanloenen@corp.contoso.example',
  },
  portalPassword: { name: 'Greta Holmqvist', habit: 'passwordAtPortal', methods: PHONE_ONLY },
  office: { name: 'Callum Thornbury', habit: 'atTheOffice', methods: PUSH },
  refresher: { name: 'Yuki Hanamori', habit: 'cliRefresh', methods: PUSH, device: 'ownComputer' },
  certificate: { name: 'Renata Kowalik', habit: 'certificate', methods: ['certificate'] },
  oddMethods: { name: 'Bram Oosterveld', habit: 'oddMethods', methods: PUSH },
  lapses: { name: 'Noemi Castellan', habit: 'lapses', methods: TOKEN },
  appPassword: { name: 'Egil Strandheim', habit: 'appPassword', methods: TOKEN },
  onThePhone: {
    name: 'Farah Zandieh',
    habit: 'onThePhone',
    methods: ['microsoftAuthenticatorPasswordless'],
    device: 'phone',
  },
  mustRegister: { name: 'Leif Akerblom', habit: 'mustRegister' },
  isStopped: { name: 'Marta Quintela', habit: 'isStopped', methods: PUSH },
  forgetsPassword: { name: 'Colm Dunleavy', habit: 'forgetsPassword', methods: PUSH },
  ownClient: { name: 'Sven Aldergard', habit: 'ownClient', methods: PUSH, device: 'ownComputer' },
  travels: { name: 'Beatriz Lagoa', habit: 'travels', methods: PUSH },
  passesThrough: { name: 'Kim Passerby', habit: 'passesThrough', home: 'supplier', ...STRANGER },
  support: { name: 'PII Removed', upn: 'PII Removed', habit: 'support', home: 'supplier', ...STRANGER },
  partner: { name: 'PII Removed', upn: 'PII Removed', habit: 'partner', home: 'supplier', ...STRANGER },
  servicePrincipal: { name: 'contoso-provisioning', habit: 'servicePrincipal', ...WORKLOAD },
  managedIdentity: { name: 'contoso-webapp', habit: 'managedIdentity', ...WORKLOAD },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof CAST;

/** The kinds of ordinary employees, used in turn. */
export const ORDINARY: readonly Omit<Part, 'name'>[] = [
  { habit: 'usesMfa', methods: PUSH },
  { habit: 'officeOnly', methods: PUSH },
  { habit: 'textMessages', methods: PHONE_ONLY },
  { habit: 'passkey', methods: KEY },
  { habit: 'officeOnly' },
  { habit: 'usesMfa', methods: PUSH, device: 'ownComputer' },
  { habit: 'windowsHello', methods: ['windowsHelloForBusiness'] },
  { habit: 'cliRefresh', methods: PUSH },
  { habit: 'officeOnly', methods: PUSH, device: 'phone' },
  { habit: 'remembersDevice', methods: PUSH },
  { habit: 'passwordAtPortal' },
];

export const GIVEN_NAMES = (
  'Amira Anouk Bastian Carys Dario Elske Fintan Gwenda Henrik Ilse Jarek Kalina ' +
  'Lorcan Maelle Nadir Odile Pavel Quirin Rosalba Sunniva Tadeo Ulla Vasil Wenke'
).split(' ');

export const SURNAMES = (
  'Abendroth Birkenes Corvino Dovrefjell Elsdale Fonteyne Grimsdal Harrowgate Istvanfi Jessamine Kestrelli Lindenau ' +
  'Mosswood Norderney Ostrander Pellworm Quenneville Rosmarin Silvershaw Tannhof Underhay Vesterby Wildenrath Yarrowby'
).split(' ');
