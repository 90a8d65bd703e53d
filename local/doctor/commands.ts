import { CLOUD_ENDPOINTS, type Cloud } from '../../shared/domain/cloud';
import { exchangeCommands } from './exchangeCommands';
import { type Shell, spellingOf, VALUE } from './shell';
import { sourceCommands } from './source/commands';

/** Where the commands work. */
export type Place = {
  readonly group: string;
  /** `null` if Azure CLI has only one subscription to work in. */
  readonly subscription: string | null;
  readonly cloud: Cloud;
  readonly shell: Shell;
};

/** The parameters of infra/modules/roles.bicep: names of roles and resources. */
export type RoleParameters = Readonly<Record<string, string>>;

/** The parameter `name` of infra/main.bicep, which infra/main.bicepparam leaves at its default. */
const USUAL_NAME = 'mfa-watch';

/** How the app was deployed; left out if it is not. */
export type DeployedAs = {
  /** The name that the deployment was given. */
  readonly name?: string | undefined;
  /** Whether the next deployment must be told to keep Communication Services, because MAIL_MODE is not exported. */
  readonly withAcs?: boolean;
};

/** The commands of docs/deploy.md, docs/mail.md and docs/operations.md, for this deployment. */
export type Commands = ReturnType<typeof commandsFor>;

/**
 * They follow Azure CLI's reference; none was run.
 * https://learn.microsoft.com/cli/azure/reference-index (read 2026-11-21)
 */
export function commandsFor(place: Place, { name = USUAL_NAME, withAcs = false }: DeployedAs = {}) {
  const { group, subscription, cloud, shell } = place;
  const { quoted, both, exported, exportedOutput, forEach, script } = spellingOf(shell);
  const there = subscription === null ? '' : ` --subscription ${subscription}`;
  const at = `-g ${quoted(group)}${there}`;
  const named = name === USUAL_NAME ? '' : ` -p name=${quoted(name)}`;
  const appSettings = (verb: string, app: string) =>
    `az functionapp config appsettings ${verb} ${at} -n ${quoted(app)}`;
  const pairs = (parameters: RoleParameters) =>
    Object.entries(parameters)
      .map(([name, value]) => `${name}=${quoted(value)}`)
      .join(' ');
  const inSubscription = (command: string) =>
    subscription === null ? command : both(`az account set --subscription ${subscription}`, command);
  return {
    ...exchangeCommands(shell, cloud),
    ...mailDomainCommands(at, shell),
    ...sourceCommands(shell, cloud),
    ...roleCommands(shell, there),
    // Which regions of the other clouds offer Flex Consumption is not known here.
    createGroup: `az group create -n ${quoted(group)}${there} -l ${cloud === 'global' ? 'westeurope' : '<region>'}`,
    /** Without the name of an existing deployment it would create a second one. https://github.com/Azure/azure-cli/pull/27527 (read 2026-11-21) */
    deploy: `az deployment group create ${at} -n mfa-watch -p infra/main.bicepparam${named}${withAcs ? ' -p mailMode=acs' : ''}`,
    /** The template names each assignment: one made by hand would make the next deployment fail. */
    assignRoles: (parameters: RoleParameters) =>
      `az deployment group create ${at} -n roles -f infra/modules/roles.bicep -p ${pairs(parameters)}`,
    // The script works in the subscription that is set, and takes no other.
    grant: (identity: string) =>
      inSubscription(`${script('infra/grant-graph-permissions')} ${quoted(group)} ${quoted(identity)}`),
    /** https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignments (read 2026-11-29) */
    revoke: (principalId: string, assignmentId: string) =>
      `az rest --method delete --url ${quoted(`${CLOUD_ENDPOINTS[cloud].graph}/v1.0/servicePrincipals/${principalId}/appRoleAssignments/${assignmentId}`)}`,
    publish: (app: string) =>
      both(
        'npm run package',
        `az functionapp deployment source config-zip ${at} -n ${quoted(app)} --src dist/mfa-watch.zip`,
      ),
    start: (app: string) => `az functionapp start ${at} -n ${quoted(app)}`,
    /** The other commands for a version change nothing on Flex Consumption. https://github.com/Azure/Azure-Functions/issues/2638 (read 2026-11-29) */
    setRuntime: (app: string, version: string) =>
      `az functionapp runtime config set ${at} -n ${quoted(app)} --runtime-version ${version}`,
    exportKey: (app: string) =>
      exportedOutput(
        'MFA_WATCH_KEY',
        `az functionapp keys list ${at} -n ${quoted(app)} --query functionKeys.default -o tsv`,
      ),
    export: exported,
    showSettings: (app: string) => `${appSettings('list', app)} -o table`,
    set: (app: string, name: string, value: string) =>
      `${appSettings('set', app)} --settings ${quoted(`${name}=${value}`)}`,
    /** If only the admin knows the value. */
    choose: (app: string, name: string) => `${appSettings('set', app)} --settings ${quoted(name)}=${VALUE}`,
    unset: (app: string, name: string) => `${appSettings('delete', app)} --setting-names ${quoted(name)}`,
    logIn: (command: string) => both('az login', command),
    doctorIn: (subscription: string) =>
      `npx mfa-watch doctor --subscription ${subscription} --resource-group ${quoted(group)}`,
    register: (namespaces: readonly string[]) =>
      forEach('namespace', namespaces, `az provider register --namespace $namespace${there}`),
  };
}

/** @param there in which subscription */
function roleCommands(shell: Shell, there: string) {
  const { quoted, contentOf } = spellingOf(shell);
  const role = (name: string, scope: string, person: string) =>
    `az role assignment create --role ${quoted(name)} --scope ${quoted(scope)} --assignee-object-id ${person} --assignee-principal-type User`;
  return {
    giveRole: (name: string, scope: string, person: string) => `${role(name, scope, person)}${there}`,
    /** A role that may give the app its roles, and nothing else to anybody. */
    giveLimitedRole: (name: string, scope: string, person: string) =>
      `${role(name, scope, person)} --condition ${contentOf('infra/deployer-condition.txt')} --condition-version 2.0${there}`,
  };
}

/** @param at where the Email service is */
function mailDomainCommands(at: string, shell: Shell) {
  const { quoted, forEach } = spellingOf(shell);
  const domain = (service: string, name: string) =>
    `${at} --email-service-name ${quoted(service)} --domain-name ${quoted(name)}`;
  return {
    verify: (service: string, name: string, records: readonly string[]) =>
      forEach(
        'record',
        records,
        `az communication email domain initiate-verification ${domain(service, name)} --verification-type $record`,
      ),
    createSender: (service: string, name: string, sender: string) =>
      `az communication email domain sender-username create ${domain(service, name)} --sender-username ${quoted(sender)} --username ${quoted(sender)}`,
  };
}
