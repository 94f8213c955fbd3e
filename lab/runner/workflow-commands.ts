import type { Execution } from './job.ts'
import { messageOf, unsupported } from './unsupported.ts'

/** Reads one line of a step's output; the result is whether a command in it failed the step. */
export type CommandReader = { readonly line: (text: string) => void; readonly failed: () => boolean }

/** Properties (file, line, title) are not kept: they go to annotations, not into the log. */
type Command = { readonly name: string; readonly data: string }

const COMMANDS = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/** Workflow commands of one step (actions/runner src/Runner.Worker/ActionCommandManager.cs). */
export const createCommandReader = (execution: Execution): CommandReader => {
  const { log, mask } = execution.job
  let stopToken: string | undefined
  // Echo is on from the start only where steps are debugged (ExecutionContext.cs EchoOnActionCommand).
  let echo = execution.job.debugging
  let failed = false
  const issue = (tag: 'error' | 'warning' | 'notice', message: string): void => {
    if (tag === 'notice') log.write(`##[notice]${message}`)
    else log[tag](message)
    if (tag !== 'notice') execution.errors.push(mask.mask(message))
  }
  const run = ({ name, data }: Command, line: string): void => {
    if (echo && !['add-mask', 'debug', 'error', 'warning', 'notice'].includes(name)) log.write(line)
    switch (name) {
      case 'group':
      case 'endgroup':
        log.write(`##[${name}]${data}`)
        return
      case 'error':
      case 'warning':
      case 'notice':
        issue(name, data)
        return
      case 'debug':
        log.debug(data)
        return
      case 'add-mask':
        if (data.trim() === '') issue('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
        else {
          mask.add(data)
          if (echo) log.write('::add-mask::***')
        }
        return
      case 'echo':
        echo = data.trim().toLowerCase() === 'on'
        return
      case 'stop-commands':
        if (data === '' || COMMANDS.has(data) || data.toLowerCase() === 'pause-logging')
          throw new Error(
            'You cannot use a endToken that is an empty string, the string pause-logging, or another workflow command.',
          )
        stopToken = data
        log.write(line)
        return
      case 'add-matcher':
      case 'remove-matcher':
        // The lines are all there; what a matcher adds is annotations.
        log.write(`Lab: problem matchers are not applied (${name} ${data})`)
        return
      case 'set-env':
      case 'add-path':
        throw new Error(
          `The \`${name}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` environment variable to \`true\`.`,
        )
      default:
        throw unsupported(`workflow command ${name}`)
    }
  }
  const read = (text: string): void => {
    if (stopToken !== undefined) {
      if (text.trim() === `::${stopToken}::`) stopToken = undefined
      log.write(text)
      return
    }
    const command = parseCommand(text)
    if (command === undefined) {
      log.write(text)
      return
    }
    try {
      run(command, text)
    } catch (error) {
      failed = true
      issue('error', `Unable to process command '${text}' successfully.`)
      issue('error', messageOf(error))
    }
  }
  return { line: read, failed: () => failed }
}

/** `::name key=value,key=value::data` at the start of a line, or `##[name key=value;]data` anywhere in it. */
const parseCommand = (line: string): Command | undefined => {
  const trimmed = line.trimStart()
  if (trimmed.startsWith('::')) {
    const end = trimmed.indexOf('::', 2)
    if (end > 0) return known(trimmed.slice(2, end), trimmed.slice(end + 2))
  }
  const start = line.indexOf('##[')
  const close = line.indexOf(']', start)
  return start >= 0 && close > 0 ? known(line.slice(start + 3, close), line.slice(close + 1)) : undefined
}

const known = (head: string, data: string): Command | undefined => {
  const name = (head.trim().split(' ')[0] ?? '').toLowerCase()
  return COMMANDS.has(name) ? { name, data: unescapeData(data) } : undefined
}

const unescapeData = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
