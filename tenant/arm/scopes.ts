/** A place in Azure at which the caller may hold Reader. */
export type AzureScope = 'portalServices' | 'rootManagementGroup' | 'subscriptions';

export const AZURE_SCOPES: readonly AzureScope[] = ['portalServices', 'rootManagementGroup', 'subscriptions'];
