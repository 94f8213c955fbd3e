import type { Step } from '../../../schema/job/job-manifest.ts'
import type { AnchorLog, StepHead } from '../../../schema/observed/anchor-log.ts'
import {
  alignInOrder,
  alignSteps,
  type RanStep,
  ranSteps,
  type Slot,
  type Standing,
  standingIn,
} from './align-steps.ts'

/**
 * The posts of a job that belong to the recorder. `isUnclear`: there may be others, or these may belong to another
 * action.
 */
export type RecorderPosts = {
  readonly posts: readonly Step[]
  /**
   * The posts of composite actions among them. They print a header of their own before the headers of their inner
   * actions.
   */
  readonly composite: ReadonlySet<Step>
  readonly isUnclear: boolean
}

/**
 * Finds the recorder's posts. A post has the name of its step (actions/runner src/Runner.Worker/ActionRunner.cs: `Post
 * <display name>`), which the user may have chosen. The log shows the pre or main step in which an action ran: the
 * recorder, or a composite action that holds it. The log therefore finds the step, and the shared name finds its post.
 */
export const recorderPosts = (
  { heads }: AnchorLog,
  earlier: readonly Step[],
  posts: readonly Step[],
): RecorderPosts => {
  const runs = heads.filter(({ kind, title }) => kind === 'run' && !title.startsWith(HOOK))
  const recorders = runs.filter(({ isRecorder }) => isRecorder)
  const holding = (slots: readonly Slot[], wanted: Standing): readonly Slot[] =>
    slots.filter(slot => recorders.some(head => standingIn(slot, head) === wanted))
  const timed = alignByName(ranSteps(earlier), runs)
  const slots = holding(timed, 'surely').length > 0 ? timed : alignInOrder(ranSteps(earlier), runs, hasNameInHeader)
  const [own, sure, possible] = [listHeaderNames(recorders), holding(slots, 'surely'), holding(slots, 'perhaps')]
  const holders = sure.length > 0 ? sure : possible
  const inComposite = holders.filter(slot => !recorders.some(({ line }) => line === slot.start)).map(({ step }) => step)
  const found = (list: readonly Step[], isUnclear: boolean): RecorderPosts => ({
    posts: list,
    composite: new Set(list.filter(post => inComposite.some(step => isPostFor(post, step)))),
    isUnclear,
  })
  const certain = posts.filter(post => own.has(post.name) || sure.some(({ step }) => isPostFor(post, step)))
  if (certain.length > 0) return found(certain, false)
  const likely = posts.filter(post => possible.some(({ step }) => isPostFor(post, step)))
  if (likely.length > 0) return found(likely, likely.length > 1)
  // A name that the runner evaluates only later differs in the post. That post matches no step.
  const rest = posts.filter(post => !earlier.some(step => isPostFor(post, step)))
  return found(rest, posts.length > 0 && rest.length !== 1)
}

/** Lists the names that the runner itself gives to the posts of these actions. */
const listHeaderNames = (heads: readonly StepHead[]): ReadonlySet<string> =>
  new Set(heads.map(({ title }) => `${POST}${RUN}${title}`))

const RUN = 'Run '
const PRE = 'Pre '
const POST = 'Post '
/** A quoted path names a script of the machine's own hooks (src/Runner.Worker/JobHookProvider.cs). */
export const HOOK = "'"

const isPostFor = (post: Step, { name }: Step): boolean => {
  const main = post.name.slice(POST.length)
  return name === main || name === `${PRE}${main}`
}

/**
 * Aligns by the names of actions. It uses names of scripts too where every step then has a header: only names
 * distinguish steps that follow each other within a second. The name of a script may hold text that was masked or
 * evaluated later.
 */
const alignByName = (steps: readonly RanStep[], heads: readonly StepHead[]): readonly Slot[] => {
  const slots = alignSteps([], steps, heads, hasScriptInHeader)
  return slots.every(({ start }) => start !== undefined) ? slots : alignSteps([], steps, heads, hasNameInHeader)
}

/**
 * Whether the script matches. A script without a name is called `Run <its first line>`, in the list and in the log
 * (ScriptHandler.cs).
 */
const hasScriptInHeader = (ran: RanStep, head: StepHead): boolean =>
  hasNameInHeader(ran, head) &&
  (!ran.step.name.startsWith(RUN) || plainPath(ran.step.name.slice(RUN.length)) === plainPath(head.title))

/**
 * Whether the name matches. The runner's own name `Run owner/action@ref` equals the header's title. Other names match
 * any title.
 */
const hasNameInHeader = ({ step: { name } }: RanStep, { title }: StepHead): boolean => {
  const main = name.startsWith(PRE) ? name.slice(PRE.length) : name
  if (!main.startsWith(RUN)) return true
  const stated = plainPath(main.slice(RUN.length))
  return !/^(?:\.\/|[\w.-]{1,100}\/[^\s@]{1,500}@)\S{1,500}$/.test(stated) || stated === plainPath(title)
}

/** Removes a difference in paths: REST names a local action `/./path`, the log `./path`. */
const plainPath = (title: string): string => (title.startsWith('/./') ? title.slice(1) : title)
