import type { Execution } from './job.ts'
import { prependPath, setEnvironment } from './job-environment.ts'
import { type Command, isCommand, parseCommand } from './parse-command.ts'
import { setOutput } from './step-outputs.ts'
import { messageOf, unsupported } from './unsupported.ts'

/** Reads one line of a step's output; the result is whether a command in it failed the step. */
export type CommandReader = { readonly line: (text: string) => void; readonly failed: () => boolean }

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
  const run = ({ name, data, properties }: Command, line: string): void => {
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
        if (data === '' || isCommand(data) || data.toLowerCase() === 'pause-logging')
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
      case 'set-output':
        issue('warning', deprecation(name))
        setOutput(execution, nameOf(name, properties), data)
        return
      case 'save-state':
        issue('warning', deprecation(name))
        execution.step.state.set(nameOf(name, properties), data)
        return
      case 'set-env':
        if (!allowsUnsecure(execution)) throw disabled(name)
        setEnvironment(
          execution,
          nameOf(name, properties),
          data,
          `Can't update NODE_OPTIONS environment variable using ::set-env:: command.`,
        )
        return
      case 'add-path':
        if (!allowsUnsecure(execution)) throw disabled(name)
        prependPath(execution.job, data)
        return
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

/** Of a command that works and is to go (Constants.cs UnsupportedCommandMessage). */
const deprecation = (name: string): string =>
  `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files. For more information see: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/`

/** Constants.cs UnsupportedCommandMessageDisabled. */
const disabled = (name: string): Error =>
  new Error(
    `The \`${name}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` environment variable to \`true\`. For more information see: https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/`,
  )

const allowsUnsecure = ({ env }: Execution): boolean =>
  env.get('ACTIONS_ALLOW_UNSECURE_COMMANDS')?.toLowerCase() === 'true'

const nameOf = (command: string, properties: ReadonlyMap<string, string>): string => {
  const name = properties.get('name') ?? ''
  if (name === '') throw new Error(`Required field 'name' is missing in ##[${command}] command.`)
  return name
}
