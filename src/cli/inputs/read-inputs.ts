import type { Environment } from '../../io/env.ts'
import type { HelpTopic } from '../help.ts'
import { type ConvergeCommand, readConvergeCommand } from './converge-inputs.ts'
import { didYouMean } from './did-you-mean.ts'
import { type DiffCommand, readDiffCommand } from './diff-inputs.ts'
import { type FetchCommand, readFetchCommand } from './fetch-inputs.ts'
import { type LogCommand, readLogCommand } from './log-inputs.ts'
import { usage } from './options.ts'
import { type ReplayCommand, readReplayCommand } from './replay-inputs.ts'
import { type ReportCommand, readReportCommand } from './report-inputs.ts'
import { readTraceCommand, type TraceCommand } from './trace-inputs.ts'
import { readVerifyCommand, type VerifyCommand } from './verify-inputs.ts'

type Help = { readonly name: 'help'; readonly of: HelpTopic }
export type Command =
  | Help
  | { readonly name: 'version' }
  | VerifyCommand
  | ReportCommand
  | DiffCommand
  | ReplayCommand
  | FetchCommand
  | LogCommand
  | TraceCommand
  | ConvergeCommand

/** Reads the command line. @throws TraceError USAGE naming everything that is wrong with it. */
export const readCommand = (args: readonly string[], environment: Environment): Command => {
  const [command, ...rest] = args
  switch (command) {
    case undefined:
      throw usage('no command given')
    case '--help':
    case '-h':
    case 'help':
      return { name: 'help', of: isTopic(rest[0]) ? rest[0] : 'overview' }
    case '--version':
      return { name: 'version' }
    case 'verify':
      return readVerifyCommand(rest, environment) ?? { name: 'help', of: 'verify' }
    case 'report':
      return readReportCommand(rest, environment) ?? { name: 'help', of: 'report' }
    case 'diff':
      return readDiffCommand(rest, environment) ?? { name: 'help', of: 'diff' }
    case 'replay':
      return readReplayCommand(rest, environment) ?? { name: 'help', of: 'replay' }
    case 'fetch':
      return readFetchCommand(rest, environment) ?? { name: 'help', of: 'fetch' }
    case 'trace':
      return readTraceCommand(rest, environment) ?? { name: 'help', of: 'trace' }
    case 'log':
      return readLogCommand(rest) ?? { name: 'help', of: 'log' }
    case 'converge':
      return readConvergeCommand(rest) ?? { name: 'help', of: 'converge' }
    default:
      throw usage(
        command.startsWith('-')
          ? `${command} before a command: name the command first`
          : `unknown command ${command}${didYouMean(command, COMMANDS)}`,
      )
  }
}

const TOPICS = ['report', 'diff', 'replay', 'trace', 'converge', 'fetch', 'log', 'verify'] as const
const COMMANDS = [...TOPICS, 'help'] as const

const isTopic = (word: string | undefined): word is Exclude<HelpTopic, 'overview'> =>
  TOPICS.some(topic => topic === word)
