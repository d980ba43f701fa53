"""`dxassess completion`: what a shell runs so that Tab completes commands, options, provinces, facilities and
items."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess.cli.kinds import WordValue

# The word that is being typed goes last and with a mark at its end: Windows PowerShell loses empty words.
MARK = "."
SCRIPTS = {
    "bash": r"""_dxassess() {
    local line typed=("${COMP_WORDS[@]:1:COMP_CWORD}")
    typed[COMP_CWORD - 1]+="."
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$(printf '%q' "$line")")
    done < <(dxassess --complete "${typed[@]}" 2>/dev/null)
}
complete -o default -F _dxassess dxassess
""",
    "zsh": r"""#compdef dxassess
_dxassess() {
    local -a typed found
    typed=("${(@Q)words[2,CURRENT]}")
    typed[-1]+="."
    found=("${(@f)$(dxassess --complete "${typed[@]}" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
}
compdef _dxassess dxassess
""",
    "powershell": r"""Register-ArgumentCompleter -Native -CommandName 'dxassess', 'dxassess.cmd' `
    -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $typed += $wordToComplete.Trim('"', "'") + '.'
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
    try { $found = @(dxassess --complete @typed 2>$null) } finally { [Console]::OutputEncoding = $encoding }
    $found | ForEach-Object {
        $text = if ($_ -match '^[-\w]+$') { $_ } else { "'" + $_.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}
""",
}

Shell = Annotated[str, typer.Argument(parser=WordValue(lambda: tuple(SCRIPTS)), help="shell")]


def completion(shell: Shell) -> None:
    """Print the script for a shell."""
    typer.echo(SCRIPTS[shell], nl=False)
