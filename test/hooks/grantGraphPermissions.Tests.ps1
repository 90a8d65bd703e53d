# Azure CLI is simulated by a function; the tests of the hooks run the script with a program of that name.
BeforeAll {
  $script = Join-Path $PSScriptRoot '../../infra/grant-graph-permissions.ps1'
  $thePrincipal = '11111111-1111-4111-8111-111111111111'
  $theResource = '22222222-2222-4222-8222-222222222222'

  function global:az {
    $line = "$args"
    $global:AzCalls.Add($line)
    $global:LASTEXITCODE = 0
    switch -Wildcard ($line) {
      'cloud show*' { 'https://graph.microsoft.com/' }
      'identity show --resource-group rg-mfa --name id-mfa *' { $thePrincipal }
      'ad sp show --id 00000003-0000-0000-c000-000000000000 *' { $theResource }
      "rest --method get --url https://graph.microsoft.com/v1.0/servicePrincipals/$thePrincipal/appRoleAssignments *" { $global:Granted }
      'rest --method post*' {
        if ($global:Refused) { $global:LASTEXITCODE = 1; return }
        $file = $args[[array]::IndexOf($args, '--body') + 1].Substring(1)
        $bytes = [IO.File]::ReadAllBytes($file)
        # Azure CLI reads UTF-8, and no byte order mark.
        $bytes[0] | Should -Be ([byte][char] '{')
        $body = [Text.Encoding]::UTF8.GetString($bytes) | ConvertFrom-Json
        $global:Posted.Add($body)
        $global:Granted += $body.appRoleId
      }
      default { throw "unexpected: az $line" }
    }
  }
}

AfterAll { Remove-Item function:az }

Describe 'granting the Graph permissions' {
  BeforeEach {
    $global:AzCalls = [System.Collections.Generic.List[string]]::new()
    $global:Posted = [System.Collections.Generic.List[object]]::new()
    $global:Granted = @()
    $global:Refused = $false
  }

  It 'grants the permissions that the other script grants, with its output' {
    $lines = & $script rg-mfa id-mfa
    $twin = Get-Content (Join-Path $PSScriptRoot '../../infra/grant-graph-permissions.sh')
    $pairs = @($twin | Select-String '^([\w.]+) +([0-9a-f-]{36})$' | ForEach-Object { , $_.Matches[0].Groups[1, 2].Value })
    $pairs.Count | Should -BeGreaterThan 5
    $Posted.appRoleId | Should -Be @($pairs | ForEach-Object { $_[1] })
    $Posted | ForEach-Object { $_.principalId | Should -Be $thePrincipal; $_.resourceId | Should -Be $theResource }
    $lines | Should -Be @($pairs | ForEach-Object { "$($_[0]): granted" })
  }

  It 'needs no Azure role with the principal id' {
    & $script $thePrincipal
    $AzCalls | Where-Object { $_ -like 'identity*' } | Should -BeNullOrEmpty
    $Posted.Count | Should -BeGreaterThan 5
  }

  It 'grants nothing twice' {
    & $script rg-mfa id-mfa
    $Posted.Clear()
    & $script rg-mfa id-mfa | Should -Contain 'AuditLog.Read.All: granted before'
    $Posted | Should -BeNullOrEmpty
  }

  It 'ends with the exit code of Azure CLI if a grant is refused' {
    $global:Refused = $true
    & $script rg-mfa id-mfa | Should -BeNullOrEmpty
    $LASTEXITCODE | Should -Be 1
    @($AzCalls | Where-Object { $_ -like '*post*' }).Count | Should -Be 1
  }

  It 'gives the batch file of Windows no argument that it would break' {
    & $script rg-mfa id-mfa
    $AzCalls | Where-Object { $_ -match '[()&|<>^%"]' } | Should -BeNullOrEmpty
  }

  It 'leaves no file behind' {
    & $script rg-mfa id-mfa
    $file = ($AzCalls | Select-String '@(\S+)').Matches[0].Groups[1].Value
    Test-Path $file | Should -BeFalse
  }

  It 'prints its usage' {
    & $script 2>&1 | Out-String | Should -Match 'usage: grant-graph-permissions.ps1'
    $LASTEXITCODE | Should -Be 2
  }
}
