import { mfaWatchHere } from '../local/inProcess';

type Json = Readonly<Record<string, unknown>>;

/** All that `scan` concludes from files, without names, ids and the texts of evidence. */
export async function conclusions(paths: readonly string[], tenant: string | null = null) {
  const given = tenant === null ? [] : ['--tenant', tenant];
  const json = await mfaWatchHere(['scan', ...paths, '--format', 'json', ...given], {});
  const lines = await mfaWatchHere(['scan', ...paths, '--format', 'ndjson', ...given], {});
  if (json.stdout === '') return { code: json.code, records: [], accounts: [], summary: null };
  const { accounts, summary } = JSON.parse(json.stdout) as { accounts: readonly Json[]; summary: unknown };
  return {
    code: json.code,
    records: lines.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => recordOf(JSON.parse(line) as Json)),
    accounts: accounts.map((account) => JSON.stringify(accountOf(account))).sort(),
    summary,
  };
}

function recordOf({ id, userId, userPrincipalName, evidence, file, line, ...rest }: Json): Json {
  return {
    ...rest,
    evidence: typeof evidence === 'string' ? fieldsIn(evidence) : null,
    isNamed: [id, userId, userPrincipalName].map((value) => value === null),
  };
}

/** `field: value; field: value`. */
function fieldsIn(evidence: string): readonly string[] {
  return [...evidence.matchAll(/(?:^|; )([\w.[\]]+(?: \w+)*): /g)].map(([, field]) => field ?? '');
}

function accountOf({
  kind,
  effect,
  readiness,
  reason,
  advice,
  state,
  why,
  apps,
  firstFinding,
  lastFinding,
  lastMfa,
  lastStop,
}: Json): Json {
  return {
    kind,
    effect,
    readiness,
    reason,
    advice,
    state,
    why,
    apps,
    firstFinding,
    lastFinding,
    lastMfa,
    lastStop,
  };
}

/** Redacts files into a folder. @returns the paths of the copies, and what was said */
export async function redacted(paths: readonly string[], folder: string) {
  const { code, stderr, stdout } = await mfaWatchHere(['redact', ...paths, '--out', folder], {});
  const copies = [...stderr.matchAll(/the result is in (.+)/g)].map(([, path]) => path ?? '');
  return { code, stderr, stdout, copies };
}
