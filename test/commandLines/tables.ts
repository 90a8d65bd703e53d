/** A command and its options, separated by blanks. */
export type Options = Readonly<Record<string, string>>;

/** Azure CLI takes them with every command; `--ids` with most. */
export const AZ_GLOBAL =
  '--debug --help -h --only-show-errors --output -o --query --subscription --verbose --ids';

/**
 * Azure CLI: the options that `az <command> --help` lists. Read out of version 2.45.0, Debian's package `azure-cli` (2026-11-29), whose
 * commands need 2 GB; so no test runs it.
 */
const AZ_INSTALLED: Options = {
  login:
    '--allow-no-subscriptions --federated-token --identity --password --scope --service-principal --tenant --use-cert-sn-issuer --use-device-code --username -i -p -t -u',
  'deployment group create':
    '--aux-subs --aux-tenants --confirm-with-what-if --handle-extended-json-format --mode --name --no-prompt --no-wait --parameters --proceed-if-no-change --query-string --resource-group --rollback-on-error --template-file --template-spec --template-uri --what-if --what-if-exclude-change-types --what-if-result-format -c -f -g -j -n -p -q -r -s -u -w -x',
  'deployment group show': '--name --resource-group -g -n',
  rest: '--body --headers --method --output-file --resource --skip-authorization-header --uri --uri-parameters --url --url-parameters -b -m -u',
  'role assignment create':
    '--assignee --assignee-object-id --assignee-principal-type --condition --condition-version --description --name --resource-group --role --scope -g -n',
  'role assignment list':
    '--all --assignee --include-classic-administrators --include-groups --include-inherited --resource-group --role --scope -g',
  'role definition create': '--role-definition',
  'functionapp keys delete': '--key-name --key-type --name --resource-group --slot -g -n -s',
  'functionapp keys list': '--name --resource-group --slot -g -n -s',
  'functionapp keys set': '--key-name --key-type --key-value --name --resource-group --slot -g -n -s',
  'functionapp deployment source config-zip':
    '--build-remote --name --resource-group --slot --src --timeout -g -n -s -t',
  'functionapp config appsettings list': '--name --resource-group --slot -g -n -s',
  'functionapp config appsettings set': '--name --resource-group --settings --slot --slot-settings -g -n -s',
  'functionapp config appsettings delete': '--name --resource-group --setting-names --slot -g -n -s',
  'functionapp config set':
    '--__WINDOWS_FX_VERSION --always-on --auto-heal-enabled --ftps-state --generic-configurations --http20-enabled --java-container --java-container-version --java-version --linux-fx-version --min-tls-version --name --net-framework-version --number-of-workers --php-version --powershell-version --prewarmed-instance-count --python-version --remote-debugging-enabled --resource-group --slot --startup-file --use-32bit-worker-process --vnet-route-all-enabled --web-sockets-enabled -g -n -s',
  'functionapp function keys delete': '--function-name --key-name --name --resource-group --slot -g -n -s',
  'functionapp function list': '--name --resource-group -g -n',
  'functionapp function keys set':
    '--function-name --key-name --key-value --name --resource-group --slot -g -n -s',
  'functionapp list': '--resource-group -g',
  'functionapp show': '--name --resource-group --slot -g -n -s',
  'functionapp start': '--name --resource-group --slot -g -n -s',
  'functionapp stop': '--name --resource-group --slot -g -n -s',
  'group create': '--location --managed-by --name --resource-group --tags -g -l -n',
  'group delete': '--force-deletion-types --name --no-wait --resource-group --yes -f -g -n -y',
  'group show': '--name --resource-group -g -n',
  'identity show': '--name --resource-group -g -n',
  'identity create': '--location --name --resource-group --tags -g -l -n',
  'identity list': '--resource-group -g',
  'identity federated-credential create':
    '--audiences --identity-name --issuer --name --resource-group --subject -g -n',
  'ad app delete': '--id',
  'ad sp show': '--id',
  'ad signed-in-user show': '',
  'account show': '--name --subscription -n -s',
  'account set': '--name --subscription -n -s',
  'account list': '--all --refresh',
  'cloud show': '--name -n',
  'cloud set': '--name --profile -n',
  'provider register':
    '--accept-terms --consent-to-permissions --management-group-id --namespace --wait -c -m -n',
  'policy assignment list': '--disable-scope-strict-match --resource-group --scope -g',
  'bicep build': '--file --no-restore --outdir --outfile --stdout -f',
};

/**
 * Commands that are newer, or in an extension.
 * https://learn.microsoft.com/cli/azure/bicep, https://learn.microsoft.com/cli/azure/functionapp/runtime/config,
 * https://learn.microsoft.com/cli/azure/communication/email/domain (read 2026-11-29)
 */
const AZ_DOCUMENTED: Options = {
  // Option `--certificate` since 2.67: https://github.com/Azure/azure-cli/issues/30283 (read 2026-11-29)
  login: `${AZ_INSTALLED.login} --certificate`,
  'bicep build-params': '--file -f --no-restore --outfile --stdout',
  'bicep lint': '--file -f --diagnostics-format --no-restore',
  // https://learn.microsoft.com/cli/azure/account (read 2026-11-30)
  'account get-access-token': '--name --resource --resource-type --scope --subscription --tenant -n -s -t',
  // https://learn.microsoft.com/cli/azure/deployment/tenant, https://learn.microsoft.com/cli/azure/monitor/log-analytics,
  // https://learn.microsoft.com/cli/azure/monitor/metrics, https://learn.microsoft.com/cli/azure/eventhubs (read 2026-11-30)
  'deployment tenant create':
    '--location -l --name -n --parameters -p --template-file -f --what-if -w --no-wait',
  'monitor log-analytics workspace list': '--resource-group -g',
  'monitor log-analytics workspace show': '--resource-group -g --workspace-name --name -n',
  'monitor log-analytics workspace update':
    '--resource-group -g --workspace-name --name -n --quota --retention-time --tags',
  // In an extension.
  'monitor log-analytics query': '--analytics-query --workspace -w --timespan -t --workspaces',
  'monitor metrics list':
    '--resource --resource-group -g --metrics --metric --interval --aggregation --filter --start-time --end-time --offset',
  'eventhubs namespace list': '--resource-group -g',
  'eventhubs namespace show': '--resource-group -g --name --namespace-name -n',
  'eventhubs eventhub create':
    '--resource-group -g --namespace-name --name --eventhub-name -n --partition-count --cleanup-policy --retention-time-in-hours',
  'eventhubs eventhub consumer-group create':
    '--resource-group -g --namespace-name --eventhub-name --name --consumer-group-name -n --user-metadata',
  // https://learn.microsoft.com/cli/azure/lock, https://learn.microsoft.com/cli/azure/storage/account,
  // https://learn.microsoft.com/cli/azure/role/assignment (read 2026-11-30)
  'lock create':
    '--lock-type -t --name -n --notes --resource --resource-name --resource-group -g --resource-type --namespace --parent',
  'lock delete':
    '--name -n --resource --resource-name --resource-group -g --resource-type --namespace --parent',
  'storage account update':
    '--name -n --resource-group -g --public-network-access --default-action --bypass --https-only --min-tls-version',
  'storage account network-rule add':
    '--account-name -n --resource-group -g --action --ip-address --resource-id --tenant-id --subnet --vnet-name',
  'role assignment delete': '--assignee --include-inherited --resource-group -g --role --scope --yes -y',
  'functionapp runtime config set': '--name -n --resource-group -g --runtime-version',
  'communication email domain initiate-verification':
    '--domain-name --email-service-name --resource-group -g --verification-type --no-wait',
  'communication email domain sender-username create':
    '--domain-name --email-service-name --resource-group -g --sender-username --username --display-name',
};

export const AZ: Options = { ...AZ_INSTALLED, ...AZ_DOCUMENTED };

export const AZD_GLOBAL = '-C --cwd --debug --docs -e --environment -h --help --no-prompt -o --output';

/** https://github.com/Azure/azure-dev/tree/main/cli/azd/cmd/testdata, `TestUsage-azd-*.snap` (azd 1.31.2, read 2026-11-29) */
export const AZD: Options = {
  up: '-l --location --subscription',
  down: '--force --purge',
  provision: '-l --location --no-state --preview --subscription',
  deploy: '--all --from-package --timeout',
  'env set': '--file',
  'env get-value': '',
  'env new': '-l --location --subscription',
  'auth login':
    '--check-status --client-certificate --client-id --client-secret --federated-credential-provider --managed-identity --redirect-port --tenant-id --use-device-code',
};
