import type { AskedBy, AuditLine } from '../../../shared/jobs/onDemand/audited';

/** An admin who is signed in, and the lines that are logged. */
export function anAsking(lines: AuditLine[] = []): AskedBy {
  return {
    author: {
      by: 'kim@contoso.example',
      how: 'signedIn',
      byId: 'a0000001-0000-4000-8000-00000000000a',
    },
    log: (line) => lines.push(line),
  };
}
