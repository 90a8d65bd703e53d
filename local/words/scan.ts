import type { FormName } from '../../shared/decode/form';
import { counted, inDigits } from '../../shared/render/words/counted';
import type { Remark } from '../scan/remark';

const MOST_LOGS_NAMED = 5;

export function remarkInWords(remark: Remark): string {
  switch (remark.code) {
    case 'monthFirst':
      return `${remark.file}: dates are read month first, as in the United States.`;
    case 'morePages':
      return `${remark.file}: more pages follow (@odata.nextLink), so this is not the whole log.`;
    case 'fieldsMissing':
      return `${remark.file}: ${fieldsMissingInWords(remark)}`;
    case 'otherLogs': {
      const { records, logs } = remark;
      const subject =
        records === 1 ? '1 record of another log was' : `${inDigits(records)} records of other logs were`;
      const names = logs.slice(0, MOST_LOGS_NAMED).join(', ');
      return `${subject} left out: ${names}${logs.length > MOST_LOGS_NAMED ? ', …' : ''}.`;
    }
    case 'onlyWorkloads':
      return 'All records are sign-ins of service principals and managed identities, which are exempt. Export the sign-ins of users too.';
    case 'repeats': {
      const { records } = remark;
      const subject =
        records === 1
          ? '1 record repeats the sign-in of another record'
          : `${inDigits(records)} records repeat sign-ins of other records`;
      return `${subject}. Each sign-in counts once, by its most complete record.`;
    }
    case 'otherTenant':
      return `No record names the tenant ${remark.tenant}. Check --tenant.`;
  }
}

type FieldsMissing = Extract<Remark, { readonly code: 'fieldsMissing' }>;

function fieldsMissingInWords({ form, signIns, fields }: FieldsMissing): string {
  const subject = signIns === 1 ? '1 sign-in lacks' : `${inDigits(signIns)} sign-ins lack`;
  if (form === 'portalCsv')
    return `${subject} the authentication details. Give the AuthDetails file of the download too, or the download as JSON.`;
  const names = [...new Set(fields.map((field) => fieldName(field, form)))].sort().join(' and ');
  return `${subject} ${names}, which the verdict needs. ${FIXES[form]}`;
}

const FIXES: Readonly<Record<Exclude<FormName, 'portalCsv'>, string>> = {
  graph: 'Export from Graph beta: v1.0 leaves them out.',
  eventHub: 'The records came without them.',
  powerShell: 'Export with Get-MgBetaAuditLogSignIn.',
  logAnalytics: 'Export again with these columns.',
};

/** The name that files of this form have for a field. */
function fieldName(field: string, form: FormName): string {
  const top = form === 'graph' || form === 'eventHub' ? field : (field.split('.')[0] ?? field);
  return form === 'logAnalytics' || form === 'powerShell'
    ? top.slice(0, 1).toUpperCase() + top.slice(1)
    : top;
}

/** The end of a list of messages that was cut. */
export function cutInWords(left: number, what: 'skipped' | 'remarks' | 'records'): string {
  switch (what) {
    case 'skipped':
      return `${counted(left, 'more file')} skipped.`;
    case 'remarks':
      return `${counted(left, 'more remark')} left out.`;
    case 'records':
      return `${counted(left, 'more record')} could not be decoded: see --format ndjson.`;
  }
}
