import type { Environment } from '../../shared/settingReader';
import { type CheckResult, missing, ok, unknown } from './checkResult';
import { intendedMode, senderIn } from './mail/mode';
import type { BadSetting } from './outcome';
import { hasNoRecipients, readingOf } from './settings';
import { type Shell, spellingOf } from './shell';
import { sourceIn } from './source/kind';

/** Placeholders for the settings that the deployment fills in: without them no other setting can be read. */
const DEPLOYED_ALONE = {
  TABLES_ENDPOINT: 'https://tables.invalid',
  EMAIL_ENDPOINT: 'https://mail.invalid',
  EMAIL_SENDER: 'DoNotReply@mail.invalid',
  LOG_ANALYTICS_WORKSPACE_ID: '00000000-0000-4000-8000-000000000000',
  EVENT_HUB__fullyQualifiedNamespace: 'namespace.hub.invalid',
  AZURE_CLIENT_ID: '',
};
/** The default of infra/main.bicep. */
const USUAL_HUB = 'sign-ins';
const SOME_MAILBOX = 'mfa-watch@mail.invalid';

export type ExportedFacts = {
  readonly shell: Shell;
  /** Whether a whole app is there, which needs no exported settings; `null` if that is not visible. */
  readonly isDeployed: boolean | null;
};

/** Judges the settings exported here, which infra/main.bicepparam hands to the deployment. */
export function judgeExported(
  env: Environment,
  { shell, isDeployed }: ExportedFacts,
): readonly CheckResult[] {
  const check = 'exported';
  const { exported } = spellingOf(shell);
  const MAIL_SENDER = senderIn(env) ?? SOME_MAILBOX;
  const MAIL_MODE = env.MAIL_MODE?.trim() || intendedMode(env);
  const EVENT_HUB_NAME = env.EVENT_HUB_NAME?.trim() || USUAL_HUB;
  const filledIn = { ...DEPLOYED_ALONE, MAIL_MODE, MAIL_SENDER, EVENT_HUB_NAME, OUTBOX_DIR: 'none' };
  const read = readingOf({ ...env, ...filledIn });
  const faults = read.config === null ? read.faults : [];
  const results = [
    ...faults.map((fault) => missing({ check, code: 'badSetting', ...fault }, exported(fault.setting, null))),
    ...sourceFaults(env).map((fault) =>
      missing({ check, code: 'badSetting', ...fault }, exported(fault.setting, null)),
    ),
    ...(MAIL_MODE === 'outbox' ? [outbox(exported('MAIL_MODE', 'graph'))] : []),
    ...(intendedMode(env) === 'graph' && senderIn(env) === null
      ? senderNotExported(isDeployed, exported('MAIL_SENDER', null))
      : []),
    ...(read.config !== null && hasNoRecipients(read.config)
      ? [missing({ check, code: 'noRecipients' }, exported('DIGEST_TO_GLOBAL_ADMINS', 'true'))]
      : []),
  ];
  return results.length > 0 ? results : [ok({ check, code: 'allValid' })];
}

/** The variables that name where sign-ins come from are no settings. infra/main.bicep stops a deployment if one is wrong. */
const NAMES_SOURCE = {
  logAnalytics: {
    setting: 'LOG_ANALYTICS_WORKSPACE',
    form: /^\/subscriptions\/.+\/providers\/Microsoft\.OperationalInsights\/workspaces\/./i,
    isRequired: true,
  },
  eventHub: {
    setting: 'EVENT_HUB_NAMESPACE',
    form: /^\/subscriptions\/.+\/providers\/Microsoft\.EventHub\/namespaces\/./i,
    isRequired: false,
  },
} as const;

function sourceFaults(env: Environment): readonly BadSetting[] {
  const source = sourceIn(env);
  if (source === 'graph') return [];
  const { setting, form, isRequired } = NAMES_SOURCE[source];
  const id = env[setting]?.trim() ?? '';
  if (id === '') return isRequired ? [{ setting, fault: null }] : [];
  return form.test(id)
    ? []
    : [{ setting, fault: 'must be a resource id, which begins with /subscriptions/' }];
}

function outbox(command: string): CheckResult {
  const fault = 'an app in Azure cannot write mails to a folder; use graph or acs';
  return missing({ check: 'exported', code: 'badSetting', setting: 'MAIL_MODE', fault }, command);
}

function senderNotExported(isDeployed: boolean | null, command: string): readonly CheckResult[] {
  const outcome = { check: 'exported', code: 'senderNotExported' } as const;
  switch (isDeployed) {
    case true:
      return [];
    case false:
      return [missing(outcome, command)];
    case null:
      return [unknown(outcome, command)];
  }
}
