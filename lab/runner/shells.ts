import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { splitArguments } from './split-arguments.ts'

export type Shell = {
  readonly name: string
  readonly path: string
  /** As the log shows it; `{0}` stands for the script. */
  readonly format: string
  readonly extension: string
  /** What is written into the script file. */
  readonly prepare: (script: string) => string
  readonly toArguments: (file: string) => readonly string[]
}

type BuiltIn = { readonly format: string; readonly extension: string }

/** The shells that a runner on Linux knows (actions/runner src/Runner.Worker/Handlers/ScriptHandlerHelpers.cs). */
const BUILT_IN: ReadonlyMap<string, BuiltIn> = new Map([
  ['bash', { format: '--noprofile --norc -e -o pipefail {0}', extension: '.sh' }],
  ['sh', { format: '-e {0}', extension: '.sh' }],
  ['python', { format: '{0}', extension: '.py' }],
  ['pwsh', { format: `-command ". '{0}'"`, extension: '.ps1' }],
  ['powershell', { format: `-command ". '{0}'"`, extension: '.ps1' }],
])

/**
 * The shell that `shell:` asks for: a built-in one, or a command with its own arguments. Without `shell:` bash is taken
 * where it is found, but with the arguments of sh (src/Runner.Worker/Handlers/ScriptHandler.cs).
 * @throws Error in the runner's words when there is no such command, or nothing says where the script goes.
 */
export const chooseShell = (asked: string, path: string): Shell => {
  if (asked === '') return toShell('sh', which('bash', path) ?? which('sh', path) ?? '/bin/sh', '')
  const [name = '', ...rest] = asked.split(' ')
  const found = which(name, path)
  if (found === undefined) throw new Error(`${name}: command not found`)
  return toShell(name, found, rest.join(' ').trimStart())
}

const toShell = (name: string, path: string, given: string): Shell => {
  const builtIn = BUILT_IN.get(name.toLowerCase())
  const format = given === '' ? (builtIn?.format ?? '') : given
  if (!format.includes('{0}')) throw new Error(INVALID)
  return {
    name,
    path,
    format,
    extension: builtIn?.extension ?? '',
    prepare: script => (name === 'pwsh' || name === 'powershell' ? prepareForPowerShell(script) : script),
    toArguments: file => splitArguments(format.replaceAll('{0}', file)),
  }
}

const INVALID =
  "Invalid shell option. Shell must be a valid built-in (bash, sh, cmd, powershell, pwsh) or a format string containing '{0}'"

const prepareForPowerShell = (script: string): string =>
  [
    "$ErrorActionPreference = 'stop'",
    script,
    'if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }',
  ].join('\n')

const which = (command: string, path: string): string | undefined =>
  command.startsWith('/')
    ? isExecutable(command)
      ? command
      : undefined
    : path
        .split(delimiter)
        .filter(folder => folder !== '')
        .map(folder => join(folder, command))
        .find(isExecutable)

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
