# Parses PowerShell code with PowerShell itself: reads a list of texts on standard input, and answers for each its errors, commands,
# functions and texts; and for each command that this PowerShell has, its parameters.
$texts = [Console]::In.ReadToEnd() | ConvertFrom-Json
$names = @{}
$parsed = @(foreach ($text in $texts) {
  $errors = $null
  $ast = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $errors)
  $commands = $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
  @{
    errors = @($errors | ForEach-Object { @{ line = $_.Extent.StartLineNumber; text = $_.Message } })
    commands = @($commands | ForEach-Object {
      $name = $_.GetCommandName()
      if ($name) { $names[$name] = $true }
      @{
        line = $_.Extent.StartLineNumber
        words = @($_.CommandElements | ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
        parameters = @($_.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object ParameterName)
      }
    })
    # Windows PowerShell 5.1 does not parse these.
    onlySeven = @($ast.FindAll({
      $args[0].GetType().Name -in 'TernaryExpressionAst', 'PipelineChainAst' -or "$($args[0].Operator)" -like 'QuestionQuestion*' -or $args[0].NullConditional
    }, $true) | ForEach-Object { @{ line = $_.Extent.StartLineNumber; text = "only PowerShell 7 has this: $($_.Extent.Text)" } })
    functions = @($ast.FindAll({ $args[0] -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $true) | ForEach-Object Name)
    # Of the script, not of its functions.
    parameters = @($ast.ParamBlock.Parameters | Where-Object { $_ } | ForEach-Object { $_.Name.VariablePath.UserPath })
    texts = @($ast.FindAll({ $args[0] -is [System.Management.Automation.Language.StringConstantExpressionAst] -or $args[0] -is [System.Management.Automation.Language.ExpandableStringExpressionAst] }, $true) | ForEach-Object { @{ line = $_.Extent.StartLineNumber; text = $_.Value } })
  }
})
$known = @{}
foreach ($name in @($names.Keys)) {
  $command = Get-Command $name -CommandType Cmdlet, Function, Alias -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($command) { $known[$name] = @($command.Parameters.Values | ForEach-Object { $_.Name; $_.Aliases }) }
}
@{ parsed = $parsed; known = $known } | ConvertTo-Json -Depth 8 -Compress
