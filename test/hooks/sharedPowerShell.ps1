# Runs scripts one after the other, as asked on standard input, each as a process of its own would: { script, folder, env }.
$before = @()
while ($null -ne ($line = [Console]::In.ReadLine())) {
  $asked = $line | ConvertFrom-Json
  $before | ForEach-Object { Remove-Item "env:$_" -ErrorAction SilentlyContinue }
  $before = @($asked.env.PSObject.Properties | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value; $_.Name })
  Set-Location $asked.folder
  $global:LASTEXITCODE = 0
  $lines = @()
  try { & $asked.script *>&1 | ForEach-Object { $lines += "$_" } } catch { $lines += "$_"; $global:LASTEXITCODE = 1 }
  [Console]::Out.WriteLine((@{ code = $LASTEXITCODE; lines = $lines } | ConvertTo-Json -Compress))
}
