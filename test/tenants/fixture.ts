import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ACCOUNT_KINDS, READINESS } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { PER_USER_MFA, WHAT_IF_ANSWERS } from '../../shared/domain/account/answers';
import { EFFECT_KINDS, EFFECT_WAYS } from '../../shared/domain/account/effect';
import { COVERAGES } from '../../shared/domain/coverage/coverage';
import { REQUIREMENT_SOURCES } from '../../shared/domain/requirement/requirement';
import { NOW_MS } from '../tenant/aTenant';

const FOLDER = join(__dirname, '../fixtures/tenants');

/** One file per tenant. */
export const TENANT_FILES = readdirSync(FOLDER);

const names = z.array(z.string()).default([]);
const people = z.strictObject({ users: names, groups: names, roles: names }).partial().default({});

export const SIGN_IN_APPS = ['portal', 'cli'] as const;
/** The way a sign-in went; numbers are the error codes that stopped it. */
export const SIGN_IN_WAYS = [
  'password',
  'mfa',
  'remembered',
  'location',
  'federated',
  'noDetails',
  'deviceCode',
  'ropc',
  'silent',
  '50076',
  '50072',
  'ropc50076',
] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];
export const CHANGE_WAYS = ['denied', 'completed'] as const;

/** The effect of an assigned policy, by operation. */
const effects = z.partialRecord(z.enum(['write', 'delete']), z.string());

/** What Azure Resource Manager answers; `forbidden` if MFA Watch holds no role there. */
const enforcement = z.strictObject({
  /** `multiFactorAuthentication` of the portals' setting; empty if nobody postponed. */
  portals: z.union([
    z.literal('forbidden'),
    z.strictObject({ portalEnforcement: z.string(), portalEnforcementDate: z.iso.datetime() }).partial(),
  ]),
  /** Of `sys.mfa-write` and `sys.mfa-delete`, at the root management group. */
  microsoftPolicies: z.union([z.literal('forbidden'), effects]),
  /** The tenant's own policies for MFA, at its one subscription. */
  ownPolicies: z.union([z.literal('forbidden'), effects]),
});

const effect = z.strictObject({
  kind: z.enum(EFFECT_KINDS).exclude(['none']),
  times: z.number(),
  apps: z.array(z.string()),
  how: z.array(z.enum(EFFECT_WAYS)),
});

/** A tenant in short form. People and groups are named by their keys in `people` and `groups`, roles by their title. */
const fixture = z.strictObject({
  story: z.string(),
  source: z.url(),
  licence: z.enum(['free', 'p1', 'p2']).default('p1'),
  cloud: z.enum(['global', 'usgov']).default('global'),
  /** The moment of the test. */
  now: z.iso.datetime().default(new Date(NOW_MS).toISOString()),
  securityDefaults: z.boolean().default(false),
  enforcement: enforcement.default({
    portals: 'forbidden',
    microsoftPolicies: 'forbidden',
    ownPolicies: 'forbidden',
  }),
  breakGlass: names,
  people: z.record(
    z.string(),
    z.strictObject({
      /** Registered for MFA, under the names of the registration report. */
      methods: names,
      /** Whether policy allows at least one of them. */
      allowed: z.boolean().default(true),
      home: z.enum(['fabrikam', 'northwind']).optional(),
      /** For a guest without a home tenant in Entra. */
      by: z.enum(['personalAccount', 'google']).optional(),
      federated: z.boolean().default(false),
      perUserMfa: z.enum(['enabled', 'enforced']).optional(),
      /** One sign-in an hour, the first 30 hours ago: the app and the way it went. */
      signIns: z.array(z.templateLiteral([z.enum(SIGN_IN_APPS), ' ', z.enum(SIGN_IN_WAYS)])).default([]),
      /** Who required MFA for the sign-ins of which it was required. */
      requiredBy: z.array(z.enum(REQUIREMENT_SOURCES).exclude(['other'])).default([]),
      /** One change without MFA an hour to an Azure resource, the first 10 hours ago. */
      changes: z
        .array(z.templateLiteral([z.enum(CHANGE_WAYS), ' ', z.enum(['write', 'delete'])]))
        .default([]),
    }),
  ),
  groups: z.record(z.string(), names).default({}),
  roles: z.record(z.string(), z.strictObject({ active: names, eligible: names })).default({}),
  trust: z.record(z.string(), z.boolean().nullable()).default({}),
  policies: z
    .array(
      z.strictObject({
        name: z.string(),
        state: z.string().default('enabled'),
        apps: names,
        include: people,
        exclude: people,
        grant: z.record(z.string(), z.unknown()).default({ operator: 'OR', builtInControls: ['mfa'] }),
      }),
    )
    .default([]),
  expected: z.strictObject({
    /** Keys of enforced apps, by coverage. */
    coverage: z.partialRecord(z.enum(COVERAGES), z.array(z.string())),
    /** Each gap in a policy once, as text. */
    gaps: names,
    /** The states of the phases, and why. */
    phases: z.strictObject({ phase1: z.string(), phase2: z.string() }),
    accounts: z.record(
      z.string(),
      z.strictObject({
        kind: z.enum(ACCOUNT_KINDS),
        readiness: z.enum(READINESS),
        advice: z.array(z.enum(ACTIONS)),
        /** What happens to the account today. */
        effect: z.union([z.literal('none'), effect]),
        /** The words for the effect; `null` if nothing happens. */
        sentence: z.string().nullable(),
        requiredBy: names,
        /** The result of the policies at Azure management and the admin portals, and per-user MFA; missing if Entra is not asked. */
        whatIf: z.tuple([z.enum(WHAT_IF_ANSWERS), z.enum(WHAT_IF_ANSWERS), z.enum(PER_USER_MFA)]).optional(),
      }),
    ),
    problems: names,
  }),
});
export type TenantFixture = z.infer<typeof fixture>;

/** @throws ZodError if the file is not a tenant */
export function readFixture(file: string): TenantFixture {
  return fixture.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
}
