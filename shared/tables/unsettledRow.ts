import { createHash } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { DECIDING_FIELDS, type SignIn } from '../domain/signIn/signIn';
import { bucketOf } from '../domain/stream/bucket';
import type { SignInVersion } from '../domain/stream/version';
import { columnsOf, jsonIn } from './columns';
import { keyOf } from './keys';
import { decodeRow, type Row, type StoredRow } from './rows';

/** One version of a sign-in. The same version has the same keys whenever it comes, so writing it again changes nothing. */
export function versionRow({ signIn, loggedAt }: SignInVersion): Row {
  const said = withoutGaps(signIn);
  const version = createHash('sha256').update(JSON.stringify(said)).update(loggedAt).digest('hex');
  return {
    partitionKey: bucketOf(signIn.createdDateTime),
    rowKey: `${keyOf(signIn.id)}_${version.slice(0, 16)}`,
    loggedAt,
    ...columnsOf({ signIn: said }),
  };
}

export function versionInRow(client: TableClient, row: StoredRow): SignInVersion {
  const { signIn, loggedAt } = decodeRow(client, storedVersion, { ...row, signIn: jsonIn(row, 'signIn') });
  return { signIn, loggedAt };
}

/** Half of the fields of most sign-ins are empty. */
function withoutGaps(signIn: SignIn): Readonly<Record<string, unknown>> {
  const said: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(signIn)) {
    if (value !== null) said[name] = value;
  }
  return said;
}

const text = z.string().nullable().default(null);

const storedSignIn = z.object({
  id: z.string(),
  createdDateTime: z.iso.datetime({ precision: 3 }),
  correlationId: text,
  sessionId: text,
  principal: z.enum(['user', 'workload']),
  userId: text,
  userPrincipalName: text,
  userDisplayName: text,
  userType: z.enum(['member', 'guest', 'unknown']).nullable().default(null),
  homeTenantId: text,
  resourceTenantId: text,
  crossTenantAccessType: text,
  appId: text,
  appDisplayName: text,
  resourceId: text,
  resourceDisplayName: text,
  interactive: z.boolean().nullable().default(null),
  clientAppUsed: text,
  userAgent: text,
  browser: text,
  operatingSystem: text,
  city: text,
  countryOrRegion: text,
  authenticationProtocol: text,
  ipAddress: text,
  errorCode: z.int(),
  failureReason: text,
  additionalDetails: text,
  authenticationRequirement: z.enum(['singleFactor', 'multiFactor', 'unknown']).nullable().default(null),
  steps: z
    .array(
      z.object({
        method: text,
        methodDetail: text,
        succeeded: z.boolean().nullable(),
        result: text,
        requirement: text,
      }),
    )
    .nullable()
    .default(null),
  missingFields: z.array(z.enum(DECIDING_FIELDS)),
  requirementPolicies: z
    .array(z.object({ provider: text, detail: text }))
    .nullable()
    .default(null),
  mfaPolicies: z.array(z.string()),
  customControls: z.array(z.string()),
  reportOnlyStops: z.array(z.string()),
  tokenIssuerType: text,
}) satisfies z.ZodType<SignIn, unknown>;

const storedVersion = z.object({ signIn: storedSignIn, loggedAt: z.iso.datetime() });
