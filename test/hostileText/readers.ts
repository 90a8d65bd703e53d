import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { writePages } from '../../shared/arm/activityLog';
import type { Arm } from '../../shared/arm/arm';
import { readAssignments, readRootAssignments } from '../../shared/arm/policyAssignments';
import { readPortalSetting } from '../../shared/arm/portalSetting';
import { readSubscriptions } from '../../shared/arm/subscriptions';
import { readAdministrators } from '../../shared/graph/administrators';
import {
  findEmergencyUser,
  readGlobalAdministratorTerms,
  readLastSignIn,
  readMemberships,
} from '../../shared/graph/breakGlass';
import { createPolicy } from '../../shared/graph/createPolicy';
import type { Graph, WritableGraph } from '../../shared/graph/graph';
import { memberPages, membersOf } from '../../shared/graph/groups';
import { readGuestTrust } from '../../shared/graph/guestTrust';
import { lookUp } from '../../shared/graph/lookUp';
import {
  changeDraft,
  createDraft,
  findMessages,
  readMessage,
  sendDraft,
} from '../../shared/graph/mailbox/messages';
import { readNames } from '../../shared/graph/names';
import { readNewUsers } from '../../shared/graph/newUsers';
import { readTenant } from '../../shared/graph/organization';
import { readPerUserMfa } from '../../shared/graph/perUserMfa';
import { readPolicies, readSecurityDefaults } from '../../shared/graph/policies';
import { postPages } from '../../shared/graph/posts';
import { readPrivilegedRoles } from '../../shared/graph/privilegedRoles';
import { registrationOf, registrationPages } from '../../shared/graph/registrations';
import { readAllHolders, readHolders, readSyncAccounts } from '../../shared/graph/roles';
import { signInPages } from '../../shared/graph/signIns';
import { findUser, findUsers } from '../../shared/graph/users';
import { evaluatePolicies } from '../../shared/graph/whatIf';
import { signInRowPages } from '../../shared/logAnalytics/signInRows';
import type { Workspace } from '../../shared/logAnalytics/workspace';
import {
  accountOf,
  accountsOf,
  allAccounts,
  forgetAccounts,
  idsOfUpns,
  sessionsOf,
} from '../../shared/tables/accounts';
import { listAudit } from '../../shared/tables/audit';
import { readCheckpoint, readCheckpoints } from '../../shared/tables/checkpoints';
import {
  forgetDigests,
  latestBefore,
  latestSent,
  mailsSince,
  readDigest,
  unsentUrgent,
} from '../../shared/tables/digests';
import { newestFindings } from '../../shared/tables/findingSearch';
import { readDays, readSlice, type Slice } from '../../shared/tables/findingSlice';
import { noMemory } from '../../shared/tables/findingSpacing';
import { findingMarks, findingsOfUsers, findingTimes, listFindings } from '../../shared/tables/findings';
import { latestPosture, postureSince } from '../../shared/tables/posture/posture';
import { countRejects } from '../../shared/tables/rejects';
import { firstRow, lastRow, pagesWhere, rowAt, rowsWhere } from '../../shared/tables/rows';
import { allMarks, openGaps, readHearing, readMark } from '../../shared/tables/streamMarks';
import { forgetVersions, markedBuckets, versionsIn } from '../../shared/tables/unsettled';
import { collected } from '../tables/world';

/** Reads something through a port, with a text wherever it takes a name or an id. */
type Reader<Port> = (port: Port, text: string) => Promise<unknown>;
type Readers<Port> = Readonly<Record<string, Readonly<Record<string, Reader<Port>>>>>;

export const SPAN = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-03-02T00:00:00Z') };
const UNTIL = Number.POSITIVE_INFINITY;

const signInQueryOf = (text: string) => ({
  span: SPAN,
  appIds: [text],
  resourceIds: [text],
  includeNonInteractive: true,
  userId: text,
});
const asking = (graph: WritableGraph, mailbox: string) => ({ graph, mailbox, until: UNTIL });
const mailOf = (text: string) => ({ subject: text, text, html: text, to: [text] });

export const GRAPH_READERS: Readers<WritableGraph> = {
  'shared/graph/administrators.ts': { readAdministrators: (graph) => readAdministrators(graph) },
  'shared/graph/breakGlass.ts': {
    findEmergencyUser,
    readLastSignIn,
    readMemberships,
    readGlobalAdministratorTerms: (graph) => readGlobalAdministratorTerms(graph),
  },
  'shared/graph/createPolicy.ts': {
    createPolicy: (graph, text) => createPolicy(graph, { displayName: text } as never),
  },
  'shared/graph/groups.ts': {
    memberPages: (graph, text) => collected(memberPages(graph, text)),
    membersOf: (graph, text) => membersOf(graph, text, { most: 10 }),
  },
  'shared/graph/guestTrust.ts': { readGuestTrust: (graph) => readGuestTrust(graph) },
  'shared/graph/lookUp.ts': { lookUp: (graph) => lookUp(graph, '/v1.0/x', z.object({ id: z.string() })) },
  'shared/graph/mailbox/messages.ts': {
    createDraft: (graph, text) => createDraft(asking(graph, text), mailOf(text), text),
    changeDraft: (graph, text) =>
      changeDraft(asking(graph, text), mailOf(text), { draftId: text, operationId: text }),
    sendDraft: (graph, text) => sendDraft(asking(graph, text), text),
    readMessage: (graph, text) => readMessage(asking(graph, text), text),
    findMessages: (graph, text) => findMessages(asking(graph, text), text),
  },
  'shared/graph/names.ts': {
    readNames: (graph, text) => readNames(graph, { users: [text], groups: [text], roles: [text] }),
  },
  'shared/graph/newUsers.ts': {
    readNewUsers: (graph) => readNewUsers(graph, { since: '2026-03-01T00:00:00.000Z' }),
  },
  'shared/graph/organization.ts': { readTenant: (graph) => readTenant(graph) },
  'shared/graph/perUserMfa.ts': { readPerUserMfa: (graph, text) => readPerUserMfa(graph, text, UNTIL) },
  'shared/graph/policies.ts': {
    readPolicies: (graph) => readPolicies(graph),
    readSecurityDefaults: (graph) => readSecurityDefaults(graph),
  },
  'shared/graph/posts.ts': { postPages: (graph) => collected(postPages(graph)) },
  'shared/graph/privilegedRoles.ts': { readPrivilegedRoles: (graph) => readPrivilegedRoles(graph) },
  'shared/graph/registrations.ts': {
    registrationPages: (graph) => collected(registrationPages(graph)),
    registrationOf,
  },
  'shared/graph/roles.ts': {
    readHolders: (graph, text) => readHolders(graph, { list: 'roleAssignments', roleId: text }),
    readAllHolders: (graph) => readAllHolders(graph, 'roleAssignments'),
    readSyncAccounts: (graph) => readSyncAccounts(graph),
  },
  'shared/graph/signIns.ts': {
    signInPages: (graph, text) => collected(signInPages(graph, signInQueryOf(text))),
  },
  'shared/graph/users.ts': { findUser, findUsers },
  'shared/graph/whatIf.ts': {
    evaluatePolicies: (graph, text) =>
      evaluatePolicies(
        graph,
        { userId: text, resource: 'azureManagement', guest: { homeTenantId: text }, isGovernment: false },
        UNTIL,
      ),
  },
};

export const ARM_READERS: Readers<Arm> = {
  'shared/arm/activityLog.ts': {
    writePages: (arm, text) => collected(writePages(arm, { subscriptionId: text, span: SPAN })),
  },
  'shared/arm/policyAssignments.ts': { readRootAssignments, readAssignments },
  'shared/arm/portalSetting.ts': { readPortalSetting: (arm) => readPortalSetting(arm) },
  'shared/arm/subscriptions.ts': { readSubscriptions: (arm) => readSubscriptions(arm) },
};

export const WORKSPACE_READERS: Readers<Workspace> = {
  'shared/logAnalytics/signInRows.ts': {
    signInRowPages: (workspace, text) => collected(signInRowPages(workspace, signInQueryOf(text))),
  },
};

const findingQueryOf = (user: string) => ({ from: null, to: null, user, app: user, verdict: null });

const sliceOf = (text: string): Slice => {
  const { user, app, verdict } = findingQueryOf(text);
  return { slice: SPAN, at: SPAN.to, matching: { user, app, verdict }, after: null, count: 10 };
};

/** So many that their partition is read, and not their rows. */
const manyIds = (text: string) => Array.from({ length: 25 }, (_, index) => `x${text}${index}`);

export const TABLE_READERS: Readers<TableClient> = {
  'shared/tables/accounts.ts': {
    allAccounts: (table) => collected(allAccounts(table)),
    accountOf,
    accountsOf: (table, text) => accountsOf(table, manyIds(text)),
    sessionsOf: (table, text) => sessionsOf(table, manyIds(text)),
    idsOfUpns: (table, text) => idsOfUpns(table, [text]),
    forgetAccounts: (table) => forgetAccounts(table, () => false),
  },
  'shared/tables/checkpoints.ts': {
    readCheckpoint: (table, text) => readCheckpoint(table, text, 'recent'),
    readCheckpoints: (table, text) => readCheckpoints(table, text, ['recent', 'run']),
  },
  'shared/tables/digests.ts': {
    readDigest: (table, text) => readDigest(table, text, text),
    latestSent: (table, text) => latestSent(table, text, text),
    latestBefore: (table, text) => latestBefore(table, text, text),
    mailsSince,
    unsentUrgent,
    forgetDigests: (table) => forgetDigests(table, ''),
  },
  'shared/tables/audit.ts': {
    listAudit: (table, text) =>
      listAudit(table, { from: null, to: null, userId: text, action: null, limit: 10, after: null }, SPAN.to),
  },
  'shared/tables/findingSlice.ts': {
    readSlice: (table, text) => readSlice(table, sliceOf(text), 10),
    readDays: (table, text) => readDays(table, sliceOf(text), [SPAN]),
  },
  'shared/tables/findingSearch.ts': {
    newestFindings: (table, text) =>
      newestFindings(
        table,
        { ...findingQueryOf(text), after: null, count: 10 },
        { now: SPAN.to, memory: noMemory() },
      ),
  },
  'shared/tables/findings.ts': {
    listFindings: (table, text) =>
      listFindings(
        table,
        { ...findingQueryOf(text), limit: 10, continuation: null },
        { now: SPAN.to, memory: noMemory() },
      ),
    findingsOfUsers: (table, text) => findingsOfUsers(table, new Set([text])),
    findingTimes: (table) => collected(findingTimes(table, SPAN)),
    findingMarks: (table, text) => collected(findingMarks(table, text)),
  },
  'shared/tables/posture/posture.ts': {
    latestPosture: (table) => latestPosture(table, 'coverage'),
    postureSince: (table, text) => postureSince(table, 'roles', text),
  },
  'shared/tables/rejects.ts': { countRejects },
  'shared/tables/rows.ts': {
    rowAt: (table, text) => rowAt(table, { partitionKey: text, rowKey: text }),
    pagesWhere: (table, text) => collected(pagesWhere(table, { filter: text })),
    rowsWhere: (table, text) => collected(rowsWhere(table, { filter: text })),
    firstRow: (table, text) => firstRow(table, { filter: text }),
    lastRow,
  },
  'shared/tables/streamMarks.ts': { readMark, allMarks, openGaps, readHearing },
  'shared/tables/unsettled.ts': {
    markedBuckets,
    versionsIn: (table, text) => collected(versionsIn(table, text, () => undefined)),
    forgetVersions,
  },
};

/** Gives the same answer to whatever is asked, and notes each path. */
function answeringGraph(answer: unknown, asked: string[] = []): WritableGraph {
  const give = async (path: string) => {
    asked.push(path);
    return answer;
  };
  return {
    ...{ get: give, post: give, create: give, change: give, act: give },
    pages: async function* (path) {
      asked.push(path);
      yield Array.isArray(answer) ? answer : [answer];
    },
  };
}

function answeringArm(answer: unknown, asked: string[] = []): Arm {
  const { get, pages }: Graph = answeringGraph(answer, asked);
  return { get, pages };
}

function answeringWorkspace(answer: unknown, asked: string[] = []): Workspace {
  const cells = Array.isArray(answer) ? answer : [answer];
  return {
    ask: async ({ query: { kql } }) => {
      asked.push(kql);
      return { columns: ['Id', '__proto__', 'Status'], rows: [cells, cells] };
    },
  };
}

/** A table in which each row holds the same; it answers as the SDK does. */
function answeringTable(answer: unknown, asked: string[] = []): TableClient {
  const row = { ...(answer as object), partitionKey: '2026-03-01', rowKey: 'a', etag: 'b' };
  const table = {
    tableName: 'Any',
    getEntity: async () => row,
    listEntities: ({ queryOptions: { filter = '' } }: { queryOptions: { filter?: string } }) => ({
      byPage: async function* () {
        asked.push(filter);
        // A search that goes on while there are rows must come to an end.
        yield asked.length > 8 ? [] : [row];
      },
    }),
    deleteEntity: async () => {},
    updateEntity: async () => ({ etag: 'c' }),
    createEntity: async () => ({ etag: 'c' }),
    submitTransaction: async (actions: readonly unknown[]) => ({
      subResponses: actions.map(() => ({ status: 204 })),
    }),
  };
  return table as unknown as TableClient;
}

/** Reads this answer; notes what was asked for it. */
type Reading = (answer: unknown, text: string, asked?: string[]) => Promise<unknown>;

function readingsOf<Port>(
  readers: Readers<Port>,
  answering: (answer: unknown, asked?: string[]) => Port,
): readonly (readonly [string, Reading])[] {
  return Object.entries(readers).flatMap(([file, all]) =>
    Object.entries(all).map(([name, read]): [string, Reading] => [
      `${name} of ${file}`,
      // A reader may throw before it returns a promise.
      async (answer, text, asked) => read(answering(answer, asked), text),
    ]),
  );
}

export const WEB_READERS = [
  ...readingsOf(GRAPH_READERS, answeringGraph),
  ...readingsOf(ARM_READERS, answeringArm),
];
export const QUERY_READERS = readingsOf(WORKSPACE_READERS, answeringWorkspace);
export const ROW_READERS = readingsOf(TABLE_READERS, answeringTable);
export const ALL_READERS = [...WEB_READERS, ...QUERY_READERS, ...ROW_READERS];
