// An example. Copy it, change what you need, and pass the copy to `az deployment group create --parameters`.
using './main.bicep'

param emailDataLocation = 'Europe'
param digestTime = '07:00'
param digestTimeZone = 'Europe/Berlin'
param digestRecipients = ['security@contoso.example']
param breakGlassAccounts = ['breakglass1@contoso.example', 'breakglass2@contoso.example']
