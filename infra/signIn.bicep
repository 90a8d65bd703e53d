// Entra sign-in for the HTTP endpoints, in addition to the function key: an app registration that needs no secret.
// Optional. Deploying this takes Application Administrator; then deploy main.bicep again with the two outputs.
targetScope = 'resourceGroup'

extension microsoftGraphV1

@description('Address of the function app: the output functionAppUrl of main.bicep.')
param functionAppUrl string

@description('Begins the name of the identity, and is the name of the app registration.')
param name string = 'mfa-watch'

@description('Azure region.')
param location string = resourceGroup().location

@description('Tags of the identity.')
param tags object = {}

var writerRole = 'MfaWatch.Write'
// The tenant id in it, as Entra may require: https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions (read 2026-11-30)
var identifierUri = 'api://${tenant().tenantId}/${name}-${uniqueString(resourceGroup().id)}'
var accessScopeId = guid(resourceGroup().id, name, 'access')
// Azure CLI, which gets a token for people who call the endpoints without a browser.
var azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
var issuer = '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'

// A separate identity, without any rights: who controls it can act as the app registration, and that must not be the
// identity that reads the sign-in log.
// https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad (read 2026-11-21)
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-signin-${uniqueString(resourceGroup().id)}'
  location: location
  tags: tags
}

resource application 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: '${name}-${uniqueString(resourceGroup().id)}'
  displayName: 'MFA Watch'
  signInAudience: 'AzureADMyOrg'
  // Whoever holds it may set exceptions and send test mails, if WRITER_ROLES names it.
  appRoles: [
    {
      id: guid(resourceGroup().id, name, writerRole)
      allowedMemberTypes: ['User']
      displayName: 'Writer'
      description: 'May set and end exceptions, and send test mails.'
      isEnabled: true
      value: writerRole
    }
  ]
  // Only the groups that are assigned to the application: all groups of a user may be too many for a token.
  // https://learn.microsoft.com/entra/identity-platform/optional-claims#configure-groups-optional-claims (read 2026-11-30)
  groupMembershipClaims: 'ApplicationGroup'
  identifierUris: [identifierUri]
  api: {
    requestedAccessTokenVersion: 2
    oauth2PermissionScopes: [
      {
        id: accessScopeId
        adminConsentDisplayName: 'Call MFA Watch'
        adminConsentDescription: 'Calls the endpoints of MFA Watch as the signed-in user, with the rights of that user.'
        isEnabled: true
        type: 'Admin'
        value: 'access'
      }
    ]
    preAuthorizedApplications: [{ appId: azureCli, delegatedPermissionIds: [accessScopeId] }]
  }
  web: {
    redirectUris: ['${functionAppUrl}/.auth/login/aad/callback']
    implicitGrantSettings: { enableIdTokenIssuance: true }
  }

  resource federation 'federatedIdentityCredentials@v1.0' = {
    name: '${application.uniqueName}/function-app'
    audiences: ['api://AzureADTokenExchange']
    issuer: issuer
    subject: identity.properties.principalId
  }
}

// Only assigned users can sign in. Otherwise every guest of the tenant could.
resource servicePrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: application.appId
  appRoleAssignmentRequired: true
}

@description('Client id of the app registration: the parameter signInClientId of main.bicep.')
output signInClientId string = application.appId

@description('What Azure CLI asks a token for: az account get-access-token --scope.')
output signInScope string = '${identifierUri}/.default'

@description('Name of the identity: the parameter signInIdentityName of main.bicep.')
output signInIdentityName string = identity.name

@description('Object id of the enterprise application, to which the users who may sign in are assigned.')
output servicePrincipalId string = servicePrincipal.id
