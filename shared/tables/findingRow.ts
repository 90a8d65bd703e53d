import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { dayOf, type Finding, type FindingTime } from '../domain/finding/finding';
import { REQUIREMENT_SOURCES } from '../domain/requirement/requirement';
import type { FindingMark } from '../domain/trend/findingCounter';
import { FINDING_CAUSES } from '../domain/verdict/cause';
import {
  CANNOT_TELL,
  MFA_PROOFS,
  OUT_OF_SCOPE,
  SIGNALS,
  SKIPS,
  WITHOUT_MFA,
} from '../domain/verdict/verdict';
import { storable } from './columns';
import { keyOf } from './keys';
import { type Column, decodeRow, KEY_COLUMNS, type Row, type RowKeys, type StoredRow } from './rows';

const text = z.string().nullable().default(null);

const requirements = z.array(z.object({ source: z.enum(REQUIREMENT_SOURCES), name: z.string().nullable() }));

/** JSON text. What only another version knows is left out: it must not cost the finding. */
const storedRequirements = text.transform((stored) => {
  if (stored === null) return [];
  try {
    return requirements.parse(JSON.parse(stored));
  } catch {
    return [];
  }
});

const storedFinding = z.object({
  id: z.string(),
  createdDateTime: z.iso.datetime({ precision: 3 }),
  userId: text,
  userPrincipalName: text,
  app: z.string(),
  verdict: z.enum(['withoutMfa', 'cannotTell']),
  // Earlier versions did not store it.
  cause: z.enum(FINDING_CAUSES).catch('other'),
  because: z.enum([...MFA_PROOFS, 'skipped', ...WITHOUT_MFA, ...CANNOT_TELL, ...OUT_OF_SCOPE]),
  detail: z.enum(SKIPS).nullable().default(null),
  evidence: z.string(),
  provisional: z.boolean(),
  signal: z.enum(SIGNALS).nullable().default(null),
  userDisplayName: text,
  interactive: z.boolean().nullable().default(null),
  ipAddress: text,
  resourceId: text,
  resourceDisplayName: text,
  correlationId: text,
  leansOn: text,
  reportOnlyStops: text.transform((ids) => ids?.split(' ') ?? []),
  requirements: storedRequirements,
  client: text,
  place: text,
}) satisfies z.ZodType<Finding, unknown>;

// The service compares text as it is, and a UPN keeps Microsoft's case, so searches use this column.
const SEARCHED = 'lowerUserPrincipalName';
const COLUMNS = [...storedFinding.keyof().options, SEARCHED];

export function findingKeys({ id, createdDateTime }: Pick<Finding, 'id' | 'createdDateTime'>): RowKeys {
  return { partitionKey: dayOf(createdDateTime), rowKey: keyOf(id) };
}

/**
 * The row of a finding: the UTC day and the sign-in id are its keys, each field that is not `null` a column. All rows have one shape,
 * which V8 stores in a fifth of the memory of an object that grows column by column.
 */
export function findingRow(finding: Finding): Row {
  const { partitionKey, rowKey } = findingKeys(finding);
  return {
    partitionKey,
    rowKey,
    id: storable(finding.id),
    createdDateTime: finding.createdDateTime,
    userId: storable(finding.userId),
    userPrincipalName: storable(finding.userPrincipalName),
    app: storable(finding.app),
    verdict: finding.verdict,
    cause: finding.cause,
    because: finding.because,
    detail: storable(finding.detail),
    evidence: storable(finding.evidence),
    provisional: finding.provisional,
    signal: storable(finding.signal),
    userDisplayName: storable(finding.userDisplayName),
    interactive: finding.interactive ?? undefined,
    ipAddress: storable(finding.ipAddress),
    resourceId: storable(finding.resourceId),
    resourceDisplayName: storable(finding.resourceDisplayName),
    correlationId: storable(finding.correlationId),
    leansOn: storable(finding.leansOn),
    reportOnlyStops: storable(finding.reportOnlyStops.join(' ') || null),
    requirements: storable(finding.requirements.length > 0 ? JSON.stringify(finding.requirements) : null),
    client: storable(finding.client),
    place: storable(finding.place),
    [SEARCHED]: storable(finding.userPrincipalName?.toLowerCase() ?? null),
  } satisfies Record<keyof Finding | keyof RowKeys | typeof SEARCHED, Column | undefined>;
}

const mark = storedFinding.pick({ createdDateTime: true, provisional: true, reportOnlyStops: true });

/** The columns that `markIn` needs. */
export const MARK_COLUMNS = [...KEY_COLUMNS, ...mark.keyof().options];

export function markIn(client: TableClient, row: StoredRow): FindingMark {
  return decodeRow(client, mark, row);
}

const time = storedFinding.pick({
  id: true,
  userId: true,
  app: true,
  createdDateTime: true,
  verdict: true,
  cause: true,
  provisional: true,
  leansOn: true,
  ipAddress: true,
}) satisfies z.ZodType<FindingTime, unknown>;

/** The columns that `timeIn` reads. */
export const TIME_COLUMNS = [...KEY_COLUMNS, ...time.keyof().options];

export function timeIn(client: TableClient, row: StoredRow): FindingTime {
  return decodeRow(client, time, row);
}

export function findingIn(client: TableClient, row: StoredRow): Finding {
  return decodeRow(client, storedFinding, row);
}

/** True if storing the row would change nothing. */
export function isStored(row: Row, stored: StoredRow): boolean {
  return (
    row.partitionKey === stored.partitionKey && COLUMNS.every((column) => row[column] === stored[column])
  );
}
