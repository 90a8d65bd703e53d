import type { SignIn } from '../../shared/domain/signIn/signIn';
import type { Remark } from './remark';
import type { Source } from './source';

/** Collects the remarks about the files as a whole, which are complete once all records have been read. */
export type Remarks = {
  readonly signIn: (signIn: SignIn, source: Source) => void;
  readonly otherLog: (log: string, source: Source) => void;
  /** The source turned out to hold no sign-ins, which has been reported. */
  readonly failed: (source: Source) => void;
  readonly all: () => readonly Remark[];
};

export function collectRemarks(): Remarks {
  const incomplete = new Map<Source, { signIns: number; readonly fields: Set<string> }>();
  const others = new Map<Source, Map<string, number>>();
  let users = 0;
  let workloads = 0;
  return {
    signIn: (signIn, source) => {
      if (signIn.principal === 'workload') workloads++;
      else users++;
      const missing = missingFieldsOf(signIn);
      if (missing.length === 0) return;
      const found = incomplete.get(source) ?? { signIns: 0, fields: new Set<string>() };
      incomplete.set(source, found);
      found.signIns++;
      for (const field of missing) found.fields.add(field);
    },
    otherLog: (log, source) => {
      const logs = others.get(source) ?? new Map<string, number>();
      others.set(source, logs);
      logs.set(log, (logs.get(log) ?? 0) + 1);
    },
    failed: (source) => void others.delete(source),
    all: () => [
      ...[...incomplete]
        .sort(([a], [b]) => a.index - b.index)
        .map(
          ([{ name, form }, { signIns, fields }]): Remark => ({
            code: 'fieldsMissing',
            file: name,
            form,
            signIns,
            fields: [...fields],
          }),
        ),
      ...otherLogs([...others.values()]),
      ...(users === 0 && workloads > 0 ? [{ code: 'onlyWorkloads' } as const] : []),
    ],
  };
}

/** Sign-ins that did not complete, and those of workloads, are not judged by these fields. */
function missingFieldsOf({ errorCode, principal, missingFields }: SignIn): SignIn['missingFields'] {
  return errorCode !== 0 || principal === 'workload' ? [] : missingFields;
}

function otherLogs(counts: readonly ReadonlyMap<string, number>[]): readonly Remark[] {
  const logs = [...new Set(counts.flatMap((byLog) => [...byLog.keys()]))];
  const records = counts.flatMap((byLog) => [...byLog.values()]).reduce((sum, count) => sum + count, 0);
  return records === 0 ? [] : [{ code: 'otherLogs', records, logs }];
}
