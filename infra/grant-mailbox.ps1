<#
.SYNOPSIS
Lets MFA Watch send from one mailbox, and from no other.

.DESCRIPTION
Assigns the identity of MFA Watch two Exchange roles, Application Mail.Send and Application Mail.ReadWrite (drafts), for one
mailbox: "RBAC for Applications in Exchange Online". The identity needs no mail permission in Entra, which would reach
every mailbox: Exchange adds the two up. A second run changes nothing; with another mailbox, it replaces the first.

You need Exchange Administrator in Entra, or Organization Management in Exchange. If you are not connected to Exchange Online,
the script connects. In a national cloud, run Connect-ExchangeOnline -ExchangeEnvironmentName ... before.
https://learn.microsoft.com/exchange/permissions-exo/application-rbac (read 2026-11-29)

.EXAMPLE
infra/grant-mailbox.ps1 -Mailbox mfa-watch@contoso.com -ClientId <identityClientId> -ObjectId <identityPrincipalId>

.EXAMPLE
infra/grant-mailbox.ps1 -Remove -ClientId <identityClientId> -ObjectId <identityPrincipalId>
#>
[CmdletBinding(DefaultParameterSetName = 'Grant')]
param(
  # Address, user principal name or id of a user or shared mailbox.
  [Parameter(Mandatory, ParameterSetName = 'Grant')] [Parameter(ParameterSetName = 'Remove')] [string] $Mailbox,
  # Output identityClientId of main.bicep.
  [Parameter(Mandatory)] [guid] $ClientId,
  # Output identityPrincipalId of main.bicep: the id of the service principal. An app registration has another object id.
  [Parameter(Mandatory)] [guid] $ObjectId,
  # Takes everything back.
  [Parameter(Mandatory, ParameterSetName = 'Remove')] [switch] $Remove
)
$ErrorActionPreference = 'Stop'

# One name for everything that belongs to this identity, so that a second run and -Remove find it.
$name = "MFA Watch $ClientId"
$assignments = [ordered]@{
  "MFA Watch Mail.Send $ClientId"      = 'Application Mail.Send'
  "MFA Watch Mail.ReadWrite $ClientId" = 'Application Mail.ReadWrite'
}

function Stop-Here([string] $sentence) {
  Write-Error -ErrorAction Continue -Message $sentence
  exit 1
}

# The answer of a cmdlet, or nothing if Exchange has no such object. Any other error ends the script.
function Find-Object([scriptblock] $cmdlet) {
  try { & $cmdlet }
  catch [System.Management.Automation.CommandNotFoundException] { throw }
  catch { if ("$_ $($_.FullyQualifiedErrorId)" -notmatch "ManagementObjectNotFoundException|couldn't be found") { throw } }
}

function Connect-Exchange {
  if (-not (Get-Command Connect-ExchangeOnline -ErrorAction SilentlyContinue)) {
    Stop-Here 'The PowerShell module of Exchange Online is missing. Install it: Install-Module ExchangeOnlineManagement -Scope CurrentUser'
  }
  # A connection to Security & Compliance (IsEopSession) has none of these cmdlets.
  $open = Get-ConnectionInformation | Where-Object { $_.State -eq 'Connected' -and $_.TokenStatus -eq 'Active' -and -not $_.IsEopSession }
  if (-not $open) { Connect-ExchangeOnline -ShowBanner:$false }
}

function Get-TheMailbox {
  $found = Find-Object { Get-Mailbox -Identity $Mailbox -ErrorAction Stop }
  if ($found) { return $found }
  $recipient = Find-Object { Get-Recipient -Identity $Mailbox -ErrorAction Stop }
  if (-not $recipient) { Stop-Here "Exchange Online has no mailbox $Mailbox. Create it (a shared mailbox needs no licence), or check the address." }
  # Exchange Online knows a mailbox on the company's own servers as a mail user.
  if ($recipient.RecipientTypeDetails -eq 'MailUser') {
    Stop-Here "The mailbox of $Mailbox is not in Exchange Online but on-premises, or with another provider. Graph cannot send from it; choose a mailbox in Exchange Online."
  }
  Stop-Here "$Mailbox is no mailbox but a $($recipient.RecipientTypeDetails). Choose a user or shared mailbox."
}

function Grant-Mailbox {
  $found = Get-TheMailbox
  # https://learn.microsoft.com/powershell/module/exchangepowershell/enable-organizationcustomization (read 2026-11-29)
  if ((Get-OrganizationConfig).IsDehydrated) {
    Stop-Here 'This tenant has no customized Exchange organization yet, and Exchange refuses role assignments until it has one. Run Enable-OrganizationCustomization once, wait for it to take effect, then run this script again.'
  }
  $principal = Find-Object { Get-ServicePrincipal -Identity "$ObjectId" -ErrorAction Stop }
  if (-not $principal) {
    $null = New-ServicePrincipal -AppId "$ClientId" -ObjectId "$ObjectId" -DisplayName $name
    'Service principal: created'
  } elseif ("$($principal.AppId)" -ne "$ClientId") {
    Stop-Here "The object id $ObjectId belongs to the client id $($principal.AppId), not to $ClientId. Check both outputs of the deployment."
  } else { 'Service principal: there before' }

  # This id stays the same if the mailbox is renamed, and Exchange can filter by it; no page lists PrimarySmtpAddress as filterable.
  # https://learn.microsoft.com/powershell/exchange/recipientfilter-properties (read 2026-11-29)
  $filter = "ExternalDirectoryObjectId -eq '$($found.ExternalDirectoryObjectId)'"
  $scope = Find-Object { Get-ManagementScope -Identity $name -ErrorAction Stop }
  if (-not $scope) {
    $null = New-ManagementScope -Name $name -RecipientRestrictionFilter $filter
    'Scope: created'
  } elseif ("$($scope.RecipientFilter)" -notmatch [regex]::Escape("'$($found.ExternalDirectoryObjectId)'")) {
    Set-ManagementScope -Identity $name -RecipientRestrictionFilter $filter
    'Scope: changed to this mailbox'
  } else { 'Scope: there before' }

  foreach ($assignment in $assignments.Keys) {
    $role = $assignments[$assignment]
    if (Find-Object { Get-ManagementRoleAssignment -Identity $assignment -ErrorAction Stop }) { "${role}: assigned before"; continue }
    $null = New-ManagementRoleAssignment -Name $assignment -App "$ObjectId" -Role $role -CustomResourceScope $name
    "${role}: assigned"
  }
  Test-Grant "$($found.PrimarySmtpAddress)"
}

# Exchange keeps permissions in a cache, which this test does not ask; the app may be refused until the cache ends.
function Test-Grant([string] $address) {
  $allowed = @(Test-ServicePrincipalAuthorization -Identity "$ObjectId" -Resource $address | Where-Object { "$($_.InScope)" -eq 'True' })
  $lacking = @($assignments.Values | Where-Object { $allowed.RoleName -notcontains $_ })
  if ($lacking) { Stop-Here "Exchange says that MFA Watch may not yet use ${address}: $($lacking -join ' and ') not in scope. Run this script again in some minutes." }
  "Exchange says that MFA Watch may send from $address and keep drafts there; it takes effect within 30 minutes to 2 hours."
}

function Remove-Grant {
  foreach ($assignment in $assignments.Keys) {
    if (-not (Find-Object { Get-ManagementRoleAssignment -Identity $assignment -ErrorAction Stop })) { continue }
    Remove-ManagementRoleAssignment -Identity $assignment -Confirm:$false
    "$($assignments[$assignment]): removed"
  }
  if (Find-Object { Get-ManagementScope -Identity $name -ErrorAction Stop }) {
    Remove-ManagementScope -Identity $name -Confirm:$false
    'Scope: removed'
  }
  $principal = Find-Object { Get-ServicePrincipal -Identity "$ObjectId" -ErrorAction Stop }
  # Somebody may have added it under another name, for other roles.
  if ($principal -and $principal.DisplayName -eq $name) {
    Remove-ServicePrincipal -Identity "$ObjectId" -Confirm:$false
    'Service principal: removed'
  }
  'MFA Watch has no mailbox permission in Exchange Online any more.'
}

Connect-Exchange
try {
  if ($Remove) { Remove-Grant } else { Grant-Mailbox }
} catch [System.Management.Automation.CommandNotFoundException] {
  # Exchange Online offers only the cmdlets that your roles allow.
  Stop-Here "Your account may not run $($_.Exception.CommandName). You need Exchange Administrator in Entra, or Organization Management in Exchange."
}
