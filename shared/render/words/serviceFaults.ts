import type { ArmFault, GraphCode, GraphFault, HttpCode, TablesCode, TablesFault } from '../../domain/fault';

type Answered = { readonly status: number | null; readonly serviceCode: string | null };

/** The status and code of a service, in brackets after its sentence; nothing if there are none. */
export function inBrackets({ status, serviceCode }: Answered): string {
  const facts = [status, serviceCode].filter((fact) => fact !== null);
  return facts.length === 0 ? '' : ` (${facts.join(' ')})`;
}

export function graphFaultInWords(fault: GraphFault): string {
  return `${fault.path}: ${GRAPH_SENTENCES[fault.code]}${inBrackets(fault)}. ${graphFix(fault)}`;
}

/** https://learn.microsoft.com/graph/api/signin-list (read 2026-11-29) */
export const ROLE_FIX =
  'Your account lacks a directory role, not a permission: activate or request Reports Reader, Security Reader or Global Reader, and sign in again.';

function graphFix({ code, permission, isRoleMissing }: GraphFault): string {
  if (code !== 'forbidden') return GRAPH_FIXES[code];
  if (isRoleMissing) return ROLE_FIX;
  const which = permission ?? 'that Microsoft documents for this path';
  return `Grant the identity the application permission ${which}, with admin consent.`;
}

const GRAPH_SENTENCES = {
  notLicensed: 'Graph refuses to answer without a licence',
  forbidden: 'Graph does not let the identity read this',
  unauthorized: 'Graph does not know the identity',
  throttled: 'Graph asks for a longer wait than this run may take',
  outOfTime: 'this run has no time left',
  unavailable: 'Graph cannot be reached or has a fault',
  timedOut: 'Graph took too long',
  badRequest: 'Graph does not accept this query',
  notFound: 'Graph does not know this object',
  badAnswer: 'the answer is not as Graph documents it',
  tooLarge: 'the answer is larger than any of Graph',
  foreignLink: 'the next page is on another host, which gets no token',
  endlessPaging: 'the pages do not end',
  expiredPage: 'Graph no longer accepts its own link to the next page',
} as const satisfies Record<GraphCode, string>;

const GRAPH_FIXES = {
  notLicensed:
    'Assign a Microsoft Entra ID P1 or P2 licence (P2 for eligible roles). If the tenant has one, try again: Graph sometimes refuses licensed tenants, and the permission Directory.Read.All is said to help.',
  unauthorized:
    'Check that the identity (AZURE_CLIENT_ID) belongs to this tenant, and check AZURE_CLOUD and GRAPH_ENDPOINT.',
  outOfTime: 'The next run continues. If you made this request yourself, ask for fewer days, or try later.',
  throttled: 'Try again later, and let other tools that read this tenant use another app.',
  unavailable: 'Try again later. If the problem stays, check GRAPH_ENDPOINT and the network.',
  timedOut: 'Try again with a shorter span.',
  badRequest: 'Send a simpler query, or a later start time: Graph refuses times before its retention.',
  notFound: 'Check the id.',
  badAnswer: 'Check GRAPH_ENDPOINT, and that no proxy answers instead.',
  tooLarge:
    'Check GRAPH_ENDPOINT, and that no proxy answers instead. For sign-ins, try again with a shorter span.',
  foreignLink: 'Check GRAPH_ENDPOINT, and that no proxy rewrites the answers.',
  endlessPaging:
    'Check GRAPH_ENDPOINT, and that no proxy answers instead. For sign-ins, try again with a shorter span.',
  expiredPage: 'Start again from the first page.',
} as const satisfies Record<Exclude<GraphCode, 'forbidden'>, string>;

export function armFaultInWords(fault: ArmFault): string {
  return `${fault.path}: ${ARM_SENTENCES[fault.code]}${inBrackets(fault)}. ${ARM_FIXES[fault.code]}`;
}

const ARM_SENTENCES = {
  forbidden: 'Azure does not let the identity read this',
  unauthorized: 'Azure does not know the identity',
  notFound: 'Azure does not know this, or does not show it',
  throttled: 'Azure asks for a longer wait than this run may take',
  outOfTime: 'this run has no time left',
  unavailable: 'Azure Resource Manager cannot be reached or has a fault',
  timedOut: 'Azure Resource Manager took too long',
  badRequest: 'Azure does not accept this query',
  badAnswer: 'the answer is not as Azure documents it',
  tooLarge: 'the answer is larger than any of Azure Resource Manager',
  foreignLink: 'the next page is on another host, which gets no token',
  endlessPaging: 'the pages do not end',
} as const satisfies Record<HttpCode, string>;

const ARM_FIXES = {
  forbidden: 'docs/permissions.md lists the role that shows it; MFA Watch works without it.',
  unauthorized:
    'Check that the identity (AZURE_CLIENT_ID) belongs to this tenant, and check AZURE_CLOUD and ARM_ENDPOINT.',
  notFound: 'docs/permissions.md lists the role that shows it; MFA Watch works without it.',
  throttled: 'Nothing to do: the next run tries again.',
  outOfTime: 'Nothing to do: the next run tries again.',
  unavailable: 'If the problem stays, check ARM_ENDPOINT and the network.',
  timedOut: 'If the problem stays, check ARM_ENDPOINT and the network.',
  badRequest: 'Upgrade MFA Watch. If the problem stays, report it to the project.',
  badAnswer: 'Check ARM_ENDPOINT, and that no proxy answers instead.',
  tooLarge: 'Check ARM_ENDPOINT, and that no proxy answers instead.',
  foreignLink: 'Check ARM_ENDPOINT, and that no proxy rewrites the answers.',
  endlessPaging: 'Check ARM_ENDPOINT, and that no proxy answers instead.',
} as const satisfies Record<HttpCode, string>;

export function tablesFaultInWords(fault: TablesFault): string {
  if (fault.code === 'badRow')
    return `A stored row of the table ${fault.table} cannot be read (columns: ${fault.columns.join(', ')}). Fix or delete it.`;
  if ('column' in fault)
    return `The column ${fault.column} takes ${fault.kib} KiB of the ${fault.mostKib} KiB that fit in a row. ${REPORT}`;
  const { sentence, fix } = TABLES_WORDS[fault.code];
  return `${sentence}${inBrackets(fault)}. ${fix}`;
}

const REPORT = 'Report it to the project, with the version of MFA Watch.';

const TABLES_WORDS = {
  unreachable: {
    sentence: 'Table Storage does not answer',
    fix: 'Check TABLES_ENDPOINT and the network. On one machine, start Azurite.',
  },
  throttled: {
    sentence: 'Table Storage is throttling',
    fix: 'The next run tries again. Look for another heavy user of the storage account.',
  },
  forbidden: {
    sentence: 'Table Storage refuses access',
    fix: 'Grant the identity "Storage Table Data Contributor" on the storage account, and check AZURE_CLIENT_ID and the firewall of the account.',
  },
  noTable: { sentence: 'A table is missing', fix: 'Restart the app, which creates it.' },
  tooBig: { sentence: 'Table Storage accepts no row of this size', fix: REPORT },
  contested: { sentence: 'Other runs kept changing the same rows', fix: 'The next run tries again.' },
  badAnswer: {
    sentence: 'The answer is not from Table Storage',
    fix: 'Check TABLES_ENDPOINT, and any proxy in between.',
  },
  tooLarge: {
    sentence: 'The answer is larger than any of Table Storage, so it was not read',
    fix: 'Check TABLES_ENDPOINT, and any proxy in between.',
  },
  badContinuation: {
    sentence: 'The continuation token does not come from a list of findings',
    fix: 'Start again without it.',
  },
  failed: { sentence: 'A request to Table Storage failed', fix: REPORT },
} as const satisfies Record<TablesCode, { readonly sentence: string; readonly fix: string }>;
