@description('Name of the function app.')
param appName string

@description('Client id of the app registration.')
param clientId string

var azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

// Checked before the app is reached, so a request without a token costs no run. The function key is required as well.
resource auth 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      // For the report, which people open in a browser.
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          clientId: clientId
          // No secret: the setting of this name holds the client id of the identity that the app registration trusts.
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
        }
        validation: {
          allowedAudiences: [
            clientId
            'api://${clientId}'
          ]
          // The app itself, for people with a browser, and Azure CLI.
          defaultAuthorizationPolicy: { allowedApplications: [clientId, azureCli] }
        }
      }
    }
    // The app reads no token, so none is kept.
    login: { tokenStore: { enabled: false } }
  }
}
