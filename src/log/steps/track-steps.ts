import { redactThenCut } from '../../core/redact/redact.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import { after, type LogLine } from '../lines/log-line.ts'
import type { LinesBefore } from '../lines/scan-lines.ts'
import type { LinePatterns } from '../lines/word-table.ts'
import { serverEvent } from '../queue/server-line.ts'
import { createFetchedActions, FETCH_PREFIXES, type FetchedActions } from './fetched-actions.ts'
import { createInputReader, type InputReader } from './input-lines.ts'
import { type ActionStep, findAction, type LogStep } from './log-step.ts'
import { createStepPlacer } from './place-steps.ts'
import { isExact, scriptTimes } from './script-times.ts'
import { parseUses } from './uses.ts'

export type StepTracker = {
  /**
   * Returns the step of the line; the header of a step is the first line of the new one. `isMarked`: the line holds one
   * of the tracker's patterns.
   */
  readonly next: (line: LogLine, before: Pick<LinesBefore, 'time'>, isMarked: boolean) => LogStep
  /** Returns true if the line is part of a header (its inputs and environment) and no output. */
  readonly inHeader: () => boolean
  /**
   * Returns true if the next line counts with any text. Elsewhere the scan may leave out a line that no reader knows.
   */
  readonly needsEveryLine: () => boolean
  /** Returns each step once, in the order of the headers: GitHub serves some logs with parts repeated. */
  readonly steps: () => readonly LogStep[]
  readonly fetched: FetchedActions
  /** Counts headers of actions without a fetch: a script printed them, or they are an action inside a local action. */
  readonly unfetched: () => number
  /** Returns true if the log begins with Set up job. Without it nothing shows which actions were fetched. */
  readonly hasSetUp: () => boolean
  /** Returns the time of the last line of each step, once another step has begun. */
  readonly lastTimes: () => ReadonlyMap<LogStep, string>
  /** Returns true for a post with a step after it: no step follows a post, so a script printed its header. */
  readonly isForged: (step: LogStep) => boolean
  /** Counts the steps, without posts, that have begun. */
  readonly stepsBegun: () => number
  /** Returns the step of the line that was read last. */
  readonly current: () => LogStep
  readonly isCut: () => boolean
}

export type TrackerOptions = {
  /** False if the beginning of the log is missing. */
  readonly fromStart: boolean
  /**
   * Steps with their times, from the Worker log or REST: a header within a step without an action comes from a script.
   */
  readonly steps: readonly Step[]
}

const HEADER = '##[group]Run '
const HEADER_END = '##[endgroup]'
const POST = 'Post job cleanup.'
const SET_UP_END = 'Complete job name: '
/** actions/runner src/Runner.Worker/JobHookProvider.cs */
const HOOK_ANNOUNCED = 'A job '
const IS_HOOK_ANNOUNCED = /^A job (?:started|completed) hook has been configured /
const RUNNER_VERSION = "Current runner version: '"
/** Lines with an unknown wording that may stand before the runner's first line; known lines of GitHub do not count. */
const MAX_BEFORE_RUNNER = 200
const MAX_STEPS = 2_000
const MAX_TITLE = 1_024

/** Patterns that the tracker needs from every log. */
export const TRACKER_PATTERNS: LinePatterns = {
  prefixes: [HEADER, HEADER_END, POST, HOOK_ANNOUNCED, ...FETCH_PREFIXES],
}

/** Tracks the steps of one log, line by line. */
export const createStepTracker = (options: TrackerOptions): StepTracker => {
  const fetched = createFetchedActions()
  const inScript = scriptTimes(options.steps)
  const knowsSteps = options.steps.some(isExact)
  const findPlace = createStepPlacer(options.steps)
  const headers = new Map<string, LogStep>()
  /** For each post, the number of steps of another kind that had begun before it. */
  const stepsBefore = new WeakMap<LogStep, number>()
  let stepsBegun = 0
  const lastTimes = new Map<LogStep, string>()
  let linesBefore: Pick<LinesBefore, 'time'> = { time: () => undefined }
  let step: LogStep = { kind: options.fromStart ? 'set-up' : 'prepare', title: '', line: 1 }
  let hasSetUp = options.fromStart
  let sawRunner = false
  let hasTime = false
  /** Number of lines with an unknown wording before the runner's first one. */
  let unknown = 0
  let header: Header | undefined
  /** Line of the newest announcement of a hook of the machine. */
  let announced = 0
  let unfetched = 0
  let hasScript = false
  let isCut = false

  const begin = (begun: LogStep): LogStep => {
    if (begun.kind === 'script') hasScript = true
    if (isStepAfterPosts(begun)) stepsBegun += 1
    if (begun.kind === 'post') stepsBefore.set(begun, stepsBegun)
    const ended = lastTimes.size < MAX_STEPS ? linesBefore.time() : undefined
    if (ended !== undefined) lastTimes.set(step, ended)
    const name = `${begun.time ?? begun.line} ${begun.title}`
    const known = headers.get(name)
    if (known === undefined && headers.size < MAX_STEPS) headers.set(name, begun)
    else if (known === undefined) isCut = true
    step = begun
    return begun
  }

  /**
   * Returns the confidence of an action. A script can print the header of an action that the job fetched, so headers
   * after the first script have less confidence.
   */
  const confidenceOfAction = (): 'medium' | undefined => (hasScript && !knowsSteps ? 'medium' : undefined)

  const beginNamed = (title: string, line: LogLine): LogStep => {
    const uses = parseUses(title)
    const fullTitle = redactThenCut(`Run ${title}`, MAX_TITLE)
    const place = findPlace({ title: fullTitle, isPost: false, time: line.time })
    const firstLine = title.startsWith('./')
      ? fetched.beforeLocalAction(line.number, isAfterAction(step, inScript, line.time))
      : undefined
    const place_ = { title: fullTitle, line: line.number, firstLine, time: line.time, place }
    header = { isTimed: line.time !== undefined }
    if (uses === undefined) return begin({ kind: 'script', ...place_ })
    const canBeAction = line.time !== undefined && inScript(line.time) !== true
    const isFetched = canBeAction && (!hasSetUp || fetched.has(uses))
    if (!isFetched) unfetched += 1
    if (!isFetched && !(canBeAction && fetched.hasLowConfidence(uses))) return begin({ kind: 'script', ...place_ })
    const inputs = createInputReader()
    header = { isTimed: line.time !== undefined, inputs }
    const action: ActionStep = { kind: 'action', uses, inputs: inputs.values, ...place_ }
    if (!isFetched) return begin({ kind: 'script', ...place_, mayBe: { ...action, confidence: 'low' } })
    return begin({ ...action, confidence: confidenceOfAction() })
  }

  /**
   * Turns the current step into a script. A script shows its lines in colour and then its shell; an action has neither.
   */
  const toScript = (): LogStep => {
    const { title, line, firstLine, time, place } = step
    const script: LogStep = { kind: 'script', title, line, firstLine, time, place }
    const name = `${time ?? line} ${title}`
    if (headers.get(name) === step) headers.set(name, script)
    hasScript = true
    step = script
    return script
  }

  const beginPost = (line: LogLine): LogStep => {
    header = undefined
    const place_ = {
      title: 'Post job cleanup',
      line: line.number,
      time: line.time,
      place: findPlace({ title: '', isPost: true, time: line.time }),
    }
    const isScripts = line.time !== undefined && inScript(line.time) === true
    return begin(
      isScripts ? { kind: 'script', ...place_ } : { kind: 'post', ...place_, confidence: confidenceOfAction() },
    )
  }

  /** Checks for Set up job. If the runner's first line is not near the beginning, the log's beginning is missing. */
  const checkSetUp = (text: string): void => {
    if (!hasSetUp || sawRunner) return
    sawRunner = text.startsWith(RUNNER_VERSION)
    if (serverEvent(text) === undefined) unknown += 1
    if (sawRunner || (unknown <= MAX_BEFORE_RUNNER && !text.startsWith(HEADER))) return
    hasSetUp = false
    fetched.forget()
    if (step.kind === 'set-up') step = { ...step, kind: 'prepare' }
  }

  const nextInHeader = (text: string, line: LogLine): LogStep => {
    if (header === undefined) return step
    if (header.isTimed && line.time === undefined) {
      // Further lines of one value. Anybody can write them, for example as the body of a pull request.
      header.inputs?.continueValue(text)
      return step
    }
    if (text === HEADER_END) header = undefined
    else if (header.hook !== undefined && text.startsWith(SCRIPT_LINE))
      // A script of the user with a quoted path as its first line.
      return beginNamed(header.hook.title, header.hook.line)
    else if (header.hook === undefined && findAction(step) !== undefined && isScriptHeader(text)) {
      header = { isTimed: header.isTimed }
      return toScript()
    } else header.inputs?.read(text)
    return step
  }

  const next: StepTracker['next'] = (line, before, isMarked) => {
    const text = line.text
    linesBefore = before
    checkSetUp(text)
    if (!hasTime && line.time !== undefined) {
      hasTime = true
      if (step.title === '') step = { ...step, time: line.time }
    }
    if (!isMarked && header === undefined && step.kind !== 'set-up') return step
    const isFurtherLine = header?.isTimed === true && line.time === undefined
    const title = isFurtherLine ? undefined : after(text, HEADER)
    if (title !== undefined) {
      if (!isHook(title) || line.number === announced + 1) return beginNamed(title, line)
      // A container hook runs each step of the job with a script of its own (actions/runner
      // src/Runner.Worker/Container/ContainerHooks/ContainerHookManager.cs): its header is a part of that step.
      header = { isTimed: line.time !== undefined, hook: { title, line } }
      return step
    }
    if (!isFurtherLine && text === POST && line.time !== undefined) return beginPost(line)
    if (header !== undefined) return nextInHeader(text, line)
    if (IS_HOOK_ANNOUNCED.test(text)) announced = line.number
    fetched.read(line, step.kind === 'set-up')
    if (step.kind === 'set-up' && text.startsWith(SET_UP_END)) {
      const last = step
      step = { kind: 'prepare', title: '', line: line.number, time: line.time }
      return last
    }
    return step
  }

  return {
    next,
    inHeader: () => header !== undefined,
    needsEveryLine: () =>
      !hasTime || step.kind === 'set-up' || (hasSetUp && !sawRunner) || header?.inputs !== undefined,
    steps: () => [...headers.values()],
    fetched,
    unfetched: () => unfetched,
    hasSetUp: () => hasSetUp && sawRunner,
    lastTimes: () => lastTimes,
    isForged: one => (stepsBefore.get(one) ?? stepsBegun) < stepsBegun,
    stepsBegun: () => stepsBegun,
    current: () => step,
    isCut: () => isCut,
  }
}

/** Returns true if the lines before a header come from an action or the runner, not from a script. */
const isAfterAction = (
  step: LogStep,
  inScript: (time: string) => boolean | undefined,
  time: string | undefined,
): boolean => {
  const script = time === undefined ? undefined : inScript(time)
  return script === false || (script === undefined && (step.kind === 'action' || step.kind === 'prepare'))
}

type Header = {
  /** True if its lines have times. A line without a time then continues the line above. */
  readonly isTimed: boolean
  readonly inputs?: InputReader
  readonly hook?: { readonly title: string; readonly line: LogLine }
}

/** Returns true for a hook: the runner names it by its quoted path. */
const isHook = (title: string): boolean => /^'(?:\/|[A-Za-z]:\\)[^']{1,1000}'$/.test(title)

/** Returns true for a step of the job. No such step follows a post; only hooks of the machine do. */
const isStepAfterPosts = (step: LogStep): boolean =>
  step.kind === 'action' || (step.kind === 'script' && !step.title.startsWith("Run '"))

const SCRIPT_LINE = '\u001b[36;1m'
const isScriptHeader = (text: string): boolean => text.startsWith(SCRIPT_LINE) || text.startsWith('shell: ')
