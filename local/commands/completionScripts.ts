/** As users name them. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** The answer that stands for names of files. */
export const FILES = ':files';

/**
 * The script of a shell. It passes what the user typed on as arguments and never evaluates it: pressing Tab must not run a command.
 * https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion-Builtins.html,
 * https://zsh.sourceforge.io/Doc/Release/Completion-System.html, https://fishshell.com/docs/current/completions.html,
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/register-argumentcompleter (read 2026-11-30)
 */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}

// If nothing fits, bash completes file names. An option turns that off, but bash 3 of macOS does not have it.
const BASH = `_mfa_watch() {
  local lines word typed=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  typed[COMP_CWORD-1]=".\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  lines=$(mfa-watch complete -- "\${typed[@]}" 2>/dev/null)
  if [ "$lines" = '${FILES}' ]; then return; fi
  if type compopt >/dev/null 2>&1; then compopt +o default +o bashdefault; fi
  while IFS=$'\\t' read -r word _; do
    if [ -n "$word" ]; then COMPREPLY+=("$word"); fi
  done <<< "$lines"
}
complete -o bashdefault -o default -F _mfa_watch mfa-watch
`;

const ZSH = `#compdef mfa-watch
_mfa_watch() {
  local -a lines typed
  typed=("\${(@)words[2,CURRENT-1]}" ".\${words[CURRENT]}")
  lines=("\${(@f)$(mfa-watch complete -- "\${(@)typed}" 2>/dev/null)}")
  if [[ $lines[1] == '${FILES}' ]]; then _files; return; fi
  lines=("\${(@)lines//:/\\\\:}")
  lines=("\${(@)lines//$'\\t'/:}")
  _describe -V mfa-watch lines
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _mfa_watch "$@"; else compdef _mfa_watch mfa-watch; fi
`;

const FISH = `function __mfa_watch
  set -l typed (commandline -opc)
  set -l current (commandline -ct)
  set -l lines (mfa-watch complete -- $typed[2..-1] ".$current" 2>/dev/null)
  if test "$lines" = '${FILES}'
    __fish_complete_path "$current"
  else
    printf '%s\\n' $lines
  end
end
complete -c mfa-watch -f -a '(__mfa_watch)'
`;

// PowerShell completes names of files if nothing is returned.
const POWERSHELL = `Register-ArgumentCompleter -Native -CommandName mfa-watch -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
  $typed += '.' + $wordToComplete
  foreach ($line in @(mfa-watch complete '--' @typed 2>$null)) {
    $word, $about = $line -split "\`t", 2
    if ($word -eq '${FILES}' -or -not $word) { continue }
    if (-not $about) { $about = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
  }
}
`;

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};
