import type { Properties, Property } from '../odata/filter';
import { notFound } from '../refusal';
import type { RegistrationRow } from '../world/registrations';
import { requirePremium } from './licence';
import { listed } from './listing';
import type { Route } from './route';

const PERMISSIONS = ['AuditLog.Read.All'];

export const REGISTRATION_ROUTES: readonly Route[] = [
  {
    pattern: /^\/reports\/authenticationMethods\/userRegistrationDetails$/i,
    permissions: PERMISSIONS,
    limit: 'reports',
    answer: (service, call) => {
      requirePremium(service.licence);
      const context = 'reports/authenticationMethods/userRegistrationDetails';
      return listed(service, call, { context, items: service.world.registrations, properties: PROPERTIES });
    },
  },
  {
    pattern: /^\/reports\/authenticationMethods\/userRegistrationDetails\/([^/]+)$/i,
    permissions: PERMISSIONS,
    limit: 'reports',
    answer: ({ licence, world }, _call, id) => {
      requirePremium(licence);
      const row = world.registrations.find((registration) => registration.id === id.toLowerCase());
      if (row === undefined) throw notFound(`User registration details of '${id}' were not found.`);
      return JSON.stringify(row);
    },
  },
];

const PROPERTIES: Properties<RegistrationRow> = {
  ...flags(['isAdmin', 'isMfaCapable', 'isMfaRegistered', 'isPasswordlessCapable']),
  ...flags(['isSsprCapable', 'isSsprEnabled', 'isSsprRegistered']),
  methodsregistered: { type: 'texts', operators: ['eq'], read: (row) => row.methodsRegistered },
  userprincipalname: { type: 'text', operators: ['eq', 'startsWith'], read: (row) => row.userPrincipalName },
  userdisplayname: { type: 'text', operators: ['eq', 'startsWith'], read: (row) => row.userDisplayName },
};

type Flag = {
  [name in keyof RegistrationRow]: RegistrationRow[name] extends boolean ? name : never;
}[keyof RegistrationRow];

function flags(names: readonly Flag[]): Properties<RegistrationRow> {
  return Object.fromEntries(
    names.map((name): [string, Property<RegistrationRow>] => [
      name.toLowerCase(),
      { type: 'flag', operators: ['eq'], read: (row) => row[name] },
    ]),
  );
}
