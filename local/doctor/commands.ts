import type { Cloud } from '../../shared/domain/cloud';

/** Where the commands work. */
export type Place = {
  readonly group: string;
  /** `null` if Azure CLI has only one subscription to work in. */
  readonly subscription: string | null;
  readonly cloud: Cloud;
};

/** The parameters of infra/modules/roles.bicep: names of roles and resources. */
export type RoleParameters = Readonly<Record<string, string>>;

/** The parameter `name` of infra/main.bicep, which infra/main.bicepparam leaves at its default. */
const USUAL_NAME = 'mfa-watch';
/** It stands unquoted, so that a shell refuses the line until the admin has chosen a value. */
const VALUE = '<value>';

/** The commands of README.md and docs/operations.md, for this deployment. */
export type Commands = ReturnType<typeof commandsFor>;

/**
 * The tests of this project have no Azure, so that none of the commands has run there: they follow Azure CLI's reference.
 * https://learn.microsoft.com/cli/azure/reference-index (read 2026-11-21)
 *
 * @param name the name that the deployment was given
 */
export function commandsFor({ group, subscription, cloud }: Place, name: string = USUAL_NAME) {
  const there = subscription === null ? '' : ` --subscription ${subscription}`;
  const at = `-g ${quoted(group)}${there}`;
  const domain = (service: string, name: string) =>
    `${at} --email-service-name ${quoted(service)} --domain-name ${quoted(name)}`;
  const named = name === USUAL_NAME ? '' : ` -p name=${quoted(name)}`;
  const setting = (app: string, pair: string) =>
    `az functionapp config appsettings set ${at} -n ${quoted(app)} --settings ${pair}`;
  const role = (name: string, scope: string, person: string) =>
    `az role assignment create --role ${quoted(name)} --scope ${quoted(scope)} --assignee-object-id ${person} --assignee-principal-type User`;
  return {
    // Which regions of the other clouds offer Flex Consumption is not known here.
    createGroup: `az group create -n ${quoted(group)}${there} -l ${cloud === 'global' ? 'westeurope' : '<region>'}`,
    /** Without the name of an existing deployment it would create a second one. https://github.com/Azure/azure-cli/pull/27527 (read 2026-11-21) */
    deploy: `az deployment group create ${at} -n mfa-watch -p infra/main.bicepparam${named}`,
    /** The template names each assignment: one made by hand would make the next deployment fail. */
    assignRoles: (parameters: RoleParameters) =>
      `az deployment group create ${at} -n roles -f infra/modules/roles.bicep -p ${pairs(parameters)}`,
    // The script works in the subscription that is set, and takes no other.
    grant: (identity: string) =>
      `${subscription === null ? '' : `az account set --subscription ${subscription} && `}infra/grant-graph-permissions.sh ${quoted(group)} ${quoted(identity)}`,
    publish: (app: string) =>
      `npm run package && az functionapp deployment source config-zip ${at} -n ${quoted(app)} --src dist/mfa-watch.zip`,
    start: (app: string) => `az functionapp start ${at} -n ${quoted(app)}`,
    exportKey: (app: string) =>
      `export MFA_WATCH_KEY=$(az functionapp keys list ${at} -n ${quoted(app)} --query functionKeys.default -o tsv)`,
    showSettings: (app: string) => `az functionapp config appsettings list ${at} -n ${quoted(app)} -o table`,
    set: (app: string, name: string, value: string) => setting(app, quoted(`${name}=${value}`)),
    /** If only the admin knows the value. */
    choose: (app: string, name: string) => setting(app, `${quoted(name)}=${VALUE}`),
    doctorIn: (subscription: string) =>
      `npx mfa-watch doctor --subscription ${subscription} --resource-group ${quoted(group)}`,
    register: (namespaces: readonly string[]) =>
      `for namespace in ${namespaces.join(' ')}; do az provider register --namespace $namespace${there}; done`,
    giveRole: (name: string, scope: string, person: string) => `${role(name, scope, person)}${there}`,
    verify: (service: string, name: string, records: readonly string[]) =>
      `for record in ${records.join(' ')}; do az communication email domain initiate-verification ${domain(service, name)} --verification-type $record; done`,
    createSender: (service: string, name: string, sender: string) =>
      `az communication email domain sender-username create ${domain(service, name)} --sender-username ${quoted(sender)} --username ${quoted(sender)}`,
  };
}

/** Exports a setting for the next deployment, with a value that only the admin knows. */
export function exporting(name: string): string {
  return `export ${name}=${VALUE}`;
}

function pairs(parameters: RoleParameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(' ');
}

/** One word for a shell: Azure allows names such as `rg(1)`. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
