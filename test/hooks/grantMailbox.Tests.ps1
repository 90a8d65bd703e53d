# Exchange Online is simulated by functions with the names of its cmdlets, over tables in $global:Exchange.
BeforeAll {
  $script = Join-Path $PSScriptRoot '../../infra/grant-mailbox.ps1'
  $client = '44444444-4444-4444-8444-444444444444'
  $object = '11111111-1111-4111-8111-111111111111'
  $mailboxId = '66666666-6666-4666-8666-666666666666'
  $name = "MFA Watch $client"

  function global:Find-Simulated([string] $kind, [string] $identity) {
    $found = $global:Exchange.$kind[$identity]
    if ($found) { return $found }
    throw "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object '$identity' couldn't be found on 'X.PROD.OUTLOOK.COM'."
  }
  function global:Add-Change([string] $change) { $global:Exchange.changes.Add($change) }
  function global:Connect-ExchangeOnline([switch] $ShowBanner) { $global:Exchange.connections++ }
  function global:Get-ConnectionInformation {
    if ($global:Exchange.connected) { @{ State = 'Connected'; TokenStatus = 'Active'; IsEopSession = $false } }
  }
  function global:Get-OrganizationConfig { @{ IsDehydrated = $global:Exchange.dehydrated } }
  function global:Get-Mailbox([string] $Identity) { Find-Simulated mailboxes $Identity }
  function global:Get-Recipient([string] $Identity) { Find-Simulated recipients $Identity }
  function global:Get-ServicePrincipal([string] $Identity) { Find-Simulated principals $Identity }
  function global:New-ServicePrincipal([string] $AppId, [string] $ObjectId, [string] $DisplayName) {
    Add-Change "New-ServicePrincipal $AppId $ObjectId"
    $global:Exchange.principals[$ObjectId] = @{ AppId = $AppId; DisplayName = $DisplayName }
  }
  function global:Remove-ServicePrincipal([string] $Identity, [switch] $Confirm) {
    Add-Change "Remove-ServicePrincipal $Identity"
    $global:Exchange.principals.Remove($Identity)
  }
  function global:Get-ManagementScope([string] $Identity) { Find-Simulated scopes $Identity }
  function global:New-ManagementScope([string] $Name, [string] $RecipientRestrictionFilter) {
    Add-Change "New-ManagementScope $RecipientRestrictionFilter"
    $global:Exchange.scopes[$Name] = @{ RecipientFilter = $RecipientRestrictionFilter }
  }
  function global:Set-ManagementScope([string] $Identity, [string] $RecipientRestrictionFilter) {
    Add-Change "Set-ManagementScope $RecipientRestrictionFilter"
    $global:Exchange.scopes[$Identity].RecipientFilter = $RecipientRestrictionFilter
  }
  function global:Remove-ManagementScope([string] $Identity, [switch] $Confirm) {
    if ($global:Exchange.assignments.Count) { throw "You can't remove a management scope that is associated with a management role assignment." }
    Add-Change "Remove-ManagementScope"
    $global:Exchange.scopes.Remove($Identity)
  }
  function global:Get-ManagementRoleAssignment([string] $Identity) { Find-Simulated assignments $Identity }
  function global:New-ManagementRoleAssignment([string] $Name, [string] $App, [string] $Role, [string] $CustomResourceScope) {
    if ($Name.Length -gt 64) { throw 'The name is longer than 64 characters.' }
    if (-not $global:Exchange.principals[$App]) { throw "The service principal $App couldn't be found." }
    if (-not $global:Exchange.scopes[$CustomResourceScope]) { throw "The scope $CustomResourceScope couldn't be found." }
    Add-Change "New-ManagementRoleAssignment $Role"
    $global:Exchange.assignments[$Name] = @{ RoleName = $Role; InScope = $global:Exchange.inScope }
  }
  function global:Remove-ManagementRoleAssignment([string] $Identity, [switch] $Confirm) {
    Add-Change "Remove-ManagementRoleAssignment $($global:Exchange.assignments[$Identity].RoleName)"
    $global:Exchange.assignments.Remove($Identity)
  }
  function global:Test-ServicePrincipalAuthorization([string] $Identity, [string] $Resource) {
    if (-not $Resource) { throw 'Without Resource, InScope is Not Run.' }
    $global:Exchange.assignments.Values
  }

  function global:Reset-Exchange {
    $global:Exchange = @{
      changes = [System.Collections.Generic.List[string]]::new(); connections = 0; connected = $true; dehydrated = $false; inScope = 'True'
      mailboxes = @{
        'mfa@contoso.example' = @{ ExternalDirectoryObjectId = $mailboxId; PrimarySmtpAddress = 'mfa@contoso.example' }
        'other@contoso.example' = @{ ExternalDirectoryObjectId = '77777777-7777-4777-8777-777777777777'; PrimarySmtpAddress = 'other@contoso.example' }
      }
      recipients = @{
        'own-server@contoso.example' = @{ RecipientTypeDetails = 'MailUser' }
        'list@contoso.example' = @{ RecipientTypeDetails = 'MailUniversalDistributionGroup' }
      }
      principals = @{}; scopes = @{}; assignments = @{}
    }
  }

  # All lines that a person sees, the errors too.
  function Invoke-Grant {
    $global:LASTEXITCODE = 0
    $parameters = $args[0]
    @(& $script -ClientId $client -ObjectId $object @parameters *>&1 | ForEach-Object { "$_" })
  }
  function Grant { Invoke-Grant @{ Mailbox = 'mfa@contoso.example' } }
  function Remove { Invoke-Grant @{ Remove = $true } }
}

Describe 'granting the mailbox' {
  BeforeEach { Reset-Exchange }

  It 'grants both roles for this mailbox alone' {
    $lines = Grant
    $Exchange.changes | Should -Be @(
      "New-ServicePrincipal $client $object"
      "New-ManagementScope ExternalDirectoryObjectId -eq '$mailboxId'"
      'New-ManagementRoleAssignment Application Mail.Send'
      'New-ManagementRoleAssignment Application Mail.ReadWrite'
    )
    $lines[-1] | Should -Be 'Exchange says that MFA Watch may send from mfa@contoso.example and keep drafts there; it takes effect within 30 minutes to 2 hours.'
    $LASTEXITCODE | Should -Be 0
  }

  It 'changes nothing in a second run' {
    Grant
    $Exchange.changes.Clear()
    $lines = Grant
    $Exchange.changes | Should -BeNullOrEmpty
    $lines | Should -Contain 'Application Mail.Send: assigned before'
  }

  It 'goes on where a run ended' {
    Grant
    $Exchange.assignments.Remove("MFA Watch Mail.ReadWrite $client")
    $Exchange.changes.Clear()
    Grant
    $Exchange.changes | Should -Be 'New-ManagementRoleAssignment Application Mail.ReadWrite'
  }

  It 'replaces the mailbox by another' {
    Grant
    $Exchange.changes.Clear()
    Invoke-Grant @{ Mailbox = 'other@contoso.example' }
    $Exchange.changes | Should -Be "Set-ManagementScope ExternalDirectoryObjectId -eq '77777777-7777-4777-8777-777777777777'"
  }

  It 'fails if Exchange says that a role does not reach the mailbox' {
    $Exchange.inScope = 'False'
    (Grant)[-1] | Should -Match 'may not yet use mfa@contoso.example: Application Mail.Send and Application Mail.ReadWrite not in scope'
    $LASTEXITCODE | Should -Be 1
  }

  It 'says why <mailbox> cannot be used, and changes nothing' -ForEach @(
    @{ mailbox = 'nobody@contoso.example'; reason = 'Exchange Online has no mailbox nobody@contoso.example' }
    @{ mailbox = 'own-server@contoso.example'; reason = 'is not in Exchange Online but on-premises' }
    @{ mailbox = 'list@contoso.example'; reason = 'is no mailbox but a MailUniversalDistributionGroup' }
  ) {
    (Invoke-Grant @{ Mailbox = $mailbox }) -join ' ' | Should -Match $reason
    $LASTEXITCODE | Should -Be 1
    $Exchange.changes | Should -BeNullOrEmpty
  }

  It 'refuses an object id of another application' {
    $Exchange.principals[$object] = @{ AppId = '88888888-8888-4888-8888-888888888888' }
    (Grant) -join ' ' | Should -Match "belongs to the client id 88888888-8888-4888-8888-888888888888, not to $client"
    $LASTEXITCODE | Should -Be 1
  }

  It 'says what a new tenant needs before its first role assignment' {
    $Exchange.dehydrated = $true
    (Grant) -join ' ' | Should -Match 'Run Enable-OrganizationCustomization once'
    $LASTEXITCODE | Should -Be 1
    $Exchange.changes | Should -BeNullOrEmpty
  }

  It 'connects only if there is no connection' {
    Grant
    $Exchange.connections | Should -Be 0
    $Exchange.connected = $false
    Grant
    $Exchange.connections | Should -Be 1
  }

  It 'lets an error of Exchange through that is no missing object' {
    Mock Get-Mailbox { throw 'The server is too busy.' }
    { Grant } | Should -Throw 'The server is too busy.'
  }
}

Describe 'without the rights or the module' {
  BeforeEach { Reset-Exchange }

  It 'says which role is missing if Exchange does not offer a cmdlet' {
    Rename-Item function:New-ServicePrincipal New-Hidden
    try { (Grant) -join ' ' | Should -Match 'Your account may not run New-ServicePrincipal. You need Exchange Administrator' }
    finally { Rename-Item function:New-Hidden global:New-ServicePrincipal }
    $LASTEXITCODE | Should -Be 1
  }

  It 'says how to install the module' {
    Rename-Item function:Connect-ExchangeOnline Connect-Hidden
    try { (Grant) -join ' ' | Should -Match 'Install-Module ExchangeOnlineManagement -Scope CurrentUser' }
    finally { Rename-Item function:Connect-Hidden global:Connect-ExchangeOnline }
    $LASTEXITCODE | Should -Be 1
  }
}

Describe 'taking it back' {
  BeforeEach { Reset-Exchange }

  It 'removes all that was made' {
    Grant
    $Exchange.changes.Clear()
    $lines = Remove
    $Exchange.changes | Should -Be @(
      'Remove-ManagementRoleAssignment Application Mail.Send'
      'Remove-ManagementRoleAssignment Application Mail.ReadWrite'
      'Remove-ManagementScope'
      "Remove-ServicePrincipal $object"
    )
    $lines[-1] | Should -Be 'MFA Watch has no mailbox permission in Exchange Online any more.'
  }

  It 'changes nothing in a second run, and needs no mailbox' {
    $Exchange.mailboxes = @{}
    $lines = Remove
    $Exchange.changes | Should -BeNullOrEmpty
    $lines | Should -Be 'MFA Watch has no mailbox permission in Exchange Online any more.'
    $LASTEXITCODE | Should -Be 0
  }

  It 'leaves a service principal alone that somebody added under another name' {
    Grant
    $Exchange.principals[$object].DisplayName = 'Ours'
    Remove
    $Exchange.principals.Keys | Should -Be $object
  }
}
