import type { FormName } from '../../shared/decode/form';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import type { Source } from './source';

/** What is worth saying about the files as a whole once all records have been seen; none of it is an error. */
export type Remarks = {
  readonly signIn: (signIn: SignIn, source: Source) => void;
  readonly otherLog: (log: string, source: Source) => void;
  /** Of a source that turned out to hold no sign-ins: that has been said. */
  readonly failed: (source: Source) => void;
  readonly lines: () => readonly string[];
};

const NAMED_LOGS = 5;

export function remarks(): Remarks {
  const lacking = new Map<Source, { signIns: number; readonly fields: Set<string> }>();
  const others = new Map<Source, Map<string, number>>();
  let users = 0;
  let workloads = 0;
  return {
    signIn: (signIn, source) => {
      if (signIn.principal === 'workload') workloads++;
      else users++;
      const missing = missingFieldsOf(signIn);
      if (missing.length === 0) return;
      const lack = lacking.get(source) ?? { signIns: 0, fields: new Set<string>() };
      lacking.set(source, lack);
      lack.signIns++;
      for (const field of missing) lack.fields.add(field);
    },
    otherLog: (log, source) => {
      const logs = others.get(source) ?? new Map<string, number>();
      others.set(source, logs);
      logs.set(log, (logs.get(log) ?? 0) + 1);
    },
    failed: (source) => void others.delete(source),
    lines: () => [
      ...[...lacking]
        .sort(([a], [b]) => a.index - b.index)
        .map(([source, { signIns, fields }]) => lackingLine(source, signIns, [...fields])),
      ...otherLogsLine([...others.values()]),
      ...(users === 0 && workloads > 0 ? [ONLY_WORKLOADS] : []),
    ],
  };
}

const ONLY_WORKLOADS =
  'all records are sign-ins of service principals and managed identities, which the mandate leaves out: export the sign-ins of users as well';

/** Sign-ins that did not complete, and those of workloads, are not judged by these fields. */
function missingFieldsOf({ errorCode, principal, missingFields }: SignIn): SignIn['missingFields'] {
  return errorCode !== 0 || principal === 'workload' ? [] : missingFields;
}

function lackingLine({ name, form }: Source, signIns: number, fields: readonly string[]): string {
  const whose = signIns === 1 ? '1 sign-in lacks' : `${signIns} sign-ins lack`;
  const what = [...new Set(fields.map((field) => fieldName(field, form)))].sort().join(' and ');
  return form === 'portalCsv'
    ? `${name}: ${whose} the authentication details: give the AuthDetails file of the download too, or its JSON`
    : `${name}: ${whose} ${what}, which the verdict needs: ${FIXES[form]}`;
}

const FIXES: Readonly<Record<Exclude<FormName, 'portalCsv'>, string>> = {
  graph: 'export from Graph beta, as v1.0 leaves them out',
  eventHub: 'the records came without them',
  powerShell: 'export with Get-MgBetaAuditLogSignIn',
  logAnalytics: 'export again with these columns',
};

/** Under the name that files of this form have for it. */
function fieldName(field: string, form: FormName): string {
  const top = form === 'graph' || form === 'eventHub' ? field : (field.split('.')[0] ?? field);
  return form === 'logAnalytics' || form === 'powerShell'
    ? top.slice(0, 1).toUpperCase() + top.slice(1)
    : top;
}

function otherLogsLine(counts: readonly ReadonlyMap<string, number>[]): readonly string[] {
  const names = [...new Set(counts.flatMap((logs) => [...logs.keys()]))];
  const records = counts.flatMap((logs) => [...logs.values()]).reduce((sum, count) => sum + count, 0);
  if (records === 0) return [];
  const what = records === 1 ? '1 record of another log was' : `${records} records of other logs were`;
  const more = names.length > NAMED_LOGS ? ', …' : '';
  return [`${what} left out: ${names.slice(0, NAMED_LOGS).join(', ')}${more}`];
}
