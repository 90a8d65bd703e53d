@description('Name of the Email Communication Services resource.')
param emailServiceName string

@description('Name of the Communication Services resource.')
param communicationServiceName string

@description('Region in which Azure keeps mails at rest, for example Europe. Cannot be changed later.')
param dataLocation string

@description('A domain of your own to send from. If empty, Azure provides one.')
param customDomainName string

@description('Tags of every resource.')
param tags object

var location = 'global'

resource emailService 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: emailServiceName
  location: location
  tags: tags
  properties: { dataLocation: dataLocation }
}

// Deployed in any case: mail goes out from it until the records of a domain of your own are verified.
resource managedDomain 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: emailService
  name: 'AzureManagedDomain'
  location: location
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    // A tracking pixel and rewritten links have no place in a security mail.
    userEngagementTracking: 'Disabled'
  }
}

resource customDomain 'Microsoft.Communication/emailServices/domains@2025-09-01' = if (customDomainName != '') {
  parent: emailService
  // Azure checks the name even if the condition is false.
  name: customDomainName == '' ? 'unused.example' : customDomainName
  location: location
  tags: tags
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

// Azure refuses to link a domain that is not verified, and only you can add its DNS records. So deploy, add the records,
// have them verified, and deploy again.
var states = customDomainName == '' ? {} : customDomain.?properties.?verificationStates ?? {}
var statuses = [states.?Domain.?status, states.?SPF.?status, states.?DKIM.?status, states.?DKIM2.?status]
var customDomainVerified = empty(filter(statuses, status => status != 'Verified'))

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: communicationServiceName
  location: location
  tags: tags
  properties: {
    dataLocation: dataLocation
    linkedDomains: [customDomainVerified ? customDomain.id : managedDomain.id]
    disableLocalAuth: true
  }
}

output communicationServiceName string = communicationService.name
output endpoint string = 'https://${communicationService.properties.hostName}'
output sender string = 'DoNotReply@${customDomainVerified ? customDomainName : managedDomain.properties.fromSenderDomain}'
output customDomainRecords object = customDomainName == '' ? {} : customDomain.?properties.?verificationRecords ?? {}
