import type { Step } from '../../model/job-manifest.ts'
import { serverEvent } from '../../log/queue/server-line.ts'
import { createFetched, type Fetched } from './fetched-actions.ts'
import { after, type LogLine } from './log-line.ts'
import { scriptTimes } from './script-times.ts'
import { parseUses, type Uses } from './uses.ts'

/**
 * A stretch of the log. The text has no marks of steps: a step begins at `##[group]Run …`, or at `Post job cleanup.`
 * for a post (actions/runner src/Runner.Worker/Handlers/Handler.cs). Only what an action or a post prints is believed of
 * caches and artifacts: the lines of a script are whatever its author likes.
 */
export type Section =
  | { readonly kind: 'set-up' }
  /** Before the first step, after Set up job: hooks of the machine and containers. */
  | { readonly kind: 'prepare' }
  | ActionSection
  | {
      readonly kind: 'plain'
      readonly title: string
      readonly time: string | undefined
      /** The action that it is, unless a script printed its head: one that a local action uses was fetched after a script. */
      readonly mayBe?: ActionSection
    }
  | { readonly kind: 'post'; readonly time: string | undefined }

type ActionSection = {
  readonly kind: 'action'
  readonly uses: Uses
  readonly title: string
  readonly time: string | undefined
  readonly inputs: ReadonlyMap<string, string>
}

export type SectionReader = {
  /** The section that the line stands in; a head of a section is the first line of the new one. */
  readonly next: (line: LogLine) => Section
  /** Whether the line is part of a section's head (its inputs and environment) and no output. */
  readonly inHead: () => boolean
  /** Whether the next line counts whatever it says. Elsewhere a line that no reader knows may be left out. */
  readonly needsEveryLine: () => boolean
  readonly fetched: Fetched
  /** Heads of actions that nothing had fetched: a script printed them, or they are an action of a local action. */
  readonly disbelieved: () => number
  /** Whether the log begins with Set up job: without it nothing tells which actions were fetched. */
  readonly hasSetUp: () => boolean
}

export type SectionOptions = {
  /** False where the beginning of the log is missing: then nothing tells which actions were fetched. */
  readonly fromStart: boolean
  /** Steps with their times, of the worker's log or REST: a head within a step that runs no action is a script's. */
  readonly steps: readonly Step[]
}

const HEAD = '##[group]Run '
const POST = 'Post job cleanup.'
const SET_UP_END = 'Complete job name: '

/** Reads the sections of one log, line by line. */
export const createSections = (options: SectionOptions): SectionReader => {
  const fetched = createFetched()
  const inScript = scriptTimes(options.steps)
  let section: Section = { kind: options.fromStart ? 'set-up' : 'prepare' }
  let hasSetUp = options.fromStart
  let started = false
  let head = false
  /** Whether the lines of the head have times: then one without is a further line of what stands above it. */
  let timedHead = false
  let disbelieved = 0
  let inputs: InputReader | undefined

  /** Whether the lines before a head come from an action or the runner, not from a script. */
  const isAfterAction = (time: string | undefined): boolean => {
    const script = time === undefined ? undefined : inScript(time)
    return script === false || (script === undefined && (section.kind === 'action' || section.kind === 'prepare'))
  }

  const begin = (title: string, line: LogLine): Section => {
    head = true
    timedHead = line.time !== undefined
    inputs = undefined
    const uses = parseUses(title)
    const plain = { kind: 'plain', title: `Run ${title}`, time: line.time } as const
    if (title.startsWith('./')) fetched.beforeLocalAction(isAfterAction(line.time))
    if (uses === undefined) return plain
    const believed = line.time !== undefined && (!hasSetUp || fetched.has(uses)) && inScript(line.time) !== true
    if (!believed) disbelieved += 1
    const isDoubted = line.time !== undefined && fetched.isDoubted(uses) && inScript(line.time) !== true
    if (!believed && !isDoubted) return plain
    inputs = createInputs()
    const action: ActionSection = { kind: 'action', uses, title: plain.title, time: line.time, inputs: inputs.values }
    return believed ? action : { ...plain, mayBe: action }
  }

  const next = (line: LogLine): Section => {
    const { text } = line
    if (!started && text !== '') {
      started = true
      hasSetUp &&= isFirstLine(text)
      if (!hasSetUp) section = { kind: 'prepare' }
    }
    if (head && timedHead && line.time === undefined) {
      // An input's value can be what a stranger wrote, such as the body of a pull request.
      inputs?.goOn(text)
      return section
    }
    const title = after(text, HEAD)
    if (title !== undefined) {
      section = begin(title, line)
      return section
    }
    if (text === POST && line.time !== undefined) {
      head = false
      section =
        inScript(line.time) === true
          ? { kind: 'plain', title: POST, time: line.time }
          : { kind: 'post', time: line.time }
      return section
    }
    if (head) {
      if (text === '##[endgroup]') head = false
      // A script shows its lines in colour and then its shell; an action has neither.
      else if (actionOf(section) !== undefined && isScriptHead(text)) {
        section = withoutAction(section)
      } else inputs?.read(text)
      return section
    }
    fetched.read(line, section.kind === 'set-up')
    if (section.kind === 'set-up' && text.startsWith(SET_UP_END)) {
      const last = section
      section = { kind: 'prepare' }
      return last
    }
    return section
  }
  const needsEveryLine = (): boolean =>
    section.kind === 'set-up' || (head && actionOf(section) !== undefined) || fetched.isWaiting()
  return { next, inHead: () => head, needsEveryLine, fetched, disbelieved: () => disbelieved, hasSetUp: () => hasSetUp }
}

/** The action that a section is or may be. */
export const actionOf = (section: Section): ActionSection | undefined =>
  section.kind === 'action' ? section : section.kind === 'plain' ? section.mayBe : undefined

const withoutAction = (section: Section): Section =>
  section.kind === 'action' || section.kind === 'plain'
    ? { kind: 'plain', title: section.title, time: section.time }
    : section

/** No step follows a post, save for scripts of the machine's own hooks, which are named by a quoted path. */
export const isStepAfterPosts = (section: Section): boolean =>
  section.kind === 'action' || (section.kind === 'plain' && !section.title.startsWith("Run '"))

/** Log texts begin with the runner's version, or with lines of the server before it. */
const isFirstLine = (text: string): boolean =>
  /^(?:Current runner version: |Evaluating |Job defined at: |Waiting for a runner |Job is )/.test(text) ||
  (serverEvent(text)?.kind ?? 'other') !== 'other'

const isScriptHead = (text: string): boolean => text.startsWith('\u001b[36;1m') || text.startsWith('shell: ')

type InputReader = {
  readonly values: ReadonlyMap<string, string>
  readonly read: (text: string) => void
  /** A further line of the value that was read last, whatever it looks like. */
  readonly goOn: (text: string) => void
}

const MAX_INPUTS = 100

/** The `with:` block: `  name: value`, where further lines of a value stand as they are. */
const createInputs = (): InputReader => {
  const values = new Map<string, string>()
  let block = ''
  let last: string | undefined
  const read = (text: string): void => {
    if (text === 'with:' || text === 'env:') {
      block = text
      last = undefined
      return
    }
    if (block !== 'with:') return
    const [, name, value = ''] = /^ {2}([\w-]{1,100}): ?(.*)$/.exec(text) ?? []
    if (name !== undefined && values.size < MAX_INPUTS) {
      last = name
      values.set(name, value)
    } else goOn(text)
  }
  const goOn = (text: string): void => {
    if (last === undefined) return
    const soFar = values.get(last) ?? ''
    if (soFar.length < 8_192) values.set(last, `${soFar}\n${text}`)
  }
  return { values, read, goOn }
}
