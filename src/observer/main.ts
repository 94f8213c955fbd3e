import { readEnvironment } from '../io/env.ts'
import { escapeTerminal } from '../render/text/escape.ts'
import { observeDeployment } from './observe-deployment.ts'

// One line stays one line, so that no part of it can start a workflow command.
const line = (text: string): void => {
  process.stdout.write(`pipeline-trace: ${escapeTerminal(text)}\n`)
}
const notice = (text: string): void => {
  const data = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  process.stdout.write(`::notice title=pipeline-trace::${data}\n`)
}

// At a cancellation the runner sends SIGINT, then SIGTERM: what was seen until then is recorded (actions/runner
// src/Runner.Sdk/ProcessInvoker.cs).
const end = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => end.abort())

// A connection that still waits for a server must not hold the step.
process.exit(await observeDeployment(readEnvironment(), { line, notice }, end.signal))
