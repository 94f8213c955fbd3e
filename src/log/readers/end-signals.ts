import type { EndSignal } from '../../schema/observed/run-observation.ts'
import { withoutColours } from '../lines/log-line.ts'
import { type Located, locate } from '../steps/log-step.ts'
import { signalOfMessage } from './end-signal-words.ts'
import type { LineReader } from './line-reader.ts'

const ERROR = '##[error]'

/**
 * Reads how GitHub and the runner ended the job, each signal once, at its first line. A script can print the same text.
 */
export const createEndSignalReader = (): LineReader<EndSignal> => {
  const found = new Map<EndSignal, Located<EndSignal>>()
  return {
    prefixes: [ERROR],
    steps: ['set-up', 'prepare', 'action', 'script', 'post'],
    read: (line, step) => {
      const text = withoutColours(line.text)
      const signal = text.startsWith(ERROR) ? signalOfMessage(text.slice(ERROR.length)) : undefined
      if (signal !== undefined && !found.has(signal)) found.set(signal, locate(signal, line, step))
    },
    located: () => [...found.values()],
    isCut: () => false,
  }
}
