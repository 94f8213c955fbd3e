import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import type { ScenarioInput } from '../demo/scenario.ts'

const visibility = z.enum(['public', 'private'])

const runInput = z.object({
  file: z.string(),
  event: z.optional(z.enum(['push', 'pull_request'])),
  fork: z.boolean(),
  rerunFailed: z.boolean(),
  offline: z.boolean(),
  actions: z.optional(z.string()),
  /** `--then` */
  following: z.array(z.string()),
  out: z.optional(z.string()),
  workspace: z.optional(z.string()),
  visibility: z.optional(visibility),
})
const serveInput = z.object({
  port: z.optional(z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535))),
  workspace: z.optional(z.string()),
  visibility: z.optional(visibility),
})
const demoInput = z.object({ out: z.string(), actions: z.optional(z.string()) })

export type RunInput = z.output<typeof runInput>
export type ServeInput = z.output<typeof serveInput>
export type DemoInput = z.output<typeof demoInput>

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly input: RunInput }
  | { readonly kind: 'serve'; readonly input: ServeInput }
  | { readonly kind: 'demo'; readonly input: DemoInput }
  | { readonly kind: 'scenario'; readonly input: ScenarioInput }
  /** What is wrong, all of it, one line each. */
  | { readonly kind: 'usage'; readonly messages: readonly string[] }

/** The only reader of the lab's command line. */
export const readCommand = (args: readonly string[]): Command => {
  const [name, ...rest] = args
  if (name === undefined || args.includes('--help') || args.includes('-h') || name === 'help') return { kind: 'help' }
  try {
    if (name === 'run') return readRun(rest)
    if (name === 'serve') return readServe(rest)
    if (name === 'demo') return readDemo(rest)
    return usage(`unknown command: ${name}`)
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error))
  }
}

const usage = (...messages: readonly string[]): Command => ({ kind: 'usage', messages })

const TEXT = { type: 'string' } as const
const FLAG = { type: 'boolean', default: false } as const

const readRun = (args: string[]): Command => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      event: TEXT,
      fork: FLAG,
      'rerun-failed': FLAG,
      offline: FLAG,
      actions: TEXT,
      // biome-ignore lint/suspicious/noThenProperty: the name of an option; its value is a text and nobody awaits it
      then: { ...TEXT, multiple: true },
      out: TEXT,
      workspace: TEXT,
      visibility: TEXT,
    },
  })
  const [file, ...more] = positionals
  if (file === undefined) return usage('run: name the workflow file')
  if (more.length > 0) return usage(`run takes one workflow file, not also ${more.join(', ')}`)
  if (values.fork && values.event === 'push') return usage('--fork: a push has no fork; use --event pull_request')
  const event = values.fork ? 'pull_request' : values.event
  const read = z.safeParse(runInput, {
    ...values,
    event,
    file,
    rerunFailed: values['rerun-failed'],
    following: values.then ?? [],
  })
  return read.success ? { kind: 'run', input: read.data } : usage(...issues(read.error))
}

const readServe = (args: string[]): Command => {
  const { values } = parseArgs({ args, options: { port: TEXT, workspace: TEXT, visibility: TEXT } })
  const read = z.safeParse(serveInput, values)
  return read.success ? { kind: 'serve', input: read.data } : usage(...issues(read.error))
}

const readDemo = (args: string[]): Command => {
  const { values } = parseArgs({
    args,
    options: { out: { ...TEXT, default: '.pipeline-trace/demo' }, actions: TEXT, scenario: TEXT, healthy: FLAG },
  })
  if (values.healthy && values.scenario === undefined) return usage('--healthy: name the scenario with --scenario')
  if (values.scenario !== undefined && values.actions !== undefined)
    return usage('--actions: a scenario uses the lab’s stand-ins')
  if (values.scenario !== undefined) {
    const { scenario, out, healthy } = values
    return { kind: 'scenario', input: { scenario, twin: healthy ? 'healthy' : 'wrong', out } }
  }
  const read = z.safeParse(demoInput, values)
  return read.success ? { kind: 'demo', input: read.data } : usage(...issues(read.error))
}

const issues = (error: z.core.$ZodError): readonly string[] =>
  error.issues.map(issue => `--${issue.path.join('.')}: ${issue.message}`)
