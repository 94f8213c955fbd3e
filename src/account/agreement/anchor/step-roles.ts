import type { Step } from '../../../schema/job/job-manifest.ts'

/** The steps of a job by role, each group in the order in which the steps ran. */
export type StepRoles = {
  /** Pre and main steps. */
  readonly earlier: readonly Step[]
  /** Posts of actions. */
  readonly posts: readonly Step[]
  /** Whether the list ends as the runner ends it. */
  readonly isWhole: boolean
}

/** Steps of the runner itself that print no header of an action (actions/runner src/Runner.Worker/JobExtension.cs). */
const BEFORE = /^(?:Set up job|Set up runner|Initialize containers)$/
const AFTER = /^(?:Stop containers|Complete runner|Create custom image|Complete job)$/
const LAST = 'Complete job'
const POST = 'Post '

/**
 * Assigns the roles. REST gives no stages. Posts are named `Post <step>`, are at the end of the list, and have numbers
 * from the top of a doubled range, with `Complete job` after it (src/Runner.Worker/ExecutionContext.cs
 * `CreatePostChild`). A step that its author calls "Post …" has a number below that range.
 */
export const assignRoles = (steps: readonly Step[]): StepRoles => {
  const sorted = [...steps].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
  const lastMain = sorted.findLastIndex(({ name }) => !AFTER.test(name) && !name.startsWith(POST))
  const lowest = firstPostNumber(sorted)
  const isPost = (step: Step, index: number): boolean =>
    index > lastMain && step.name.startsWith(POST) && (step.number ?? lowest) >= lowest
  return {
    earlier: sorted.filter(
      (step, index) => !isPost(step, index) && !BEFORE.test(step.name) && !(index > lastMain && AFTER.test(step.name)),
    ),
    posts: sorted.filter(isPost),
    isWhole: sorted.some(({ name }) => name === LAST),
  }
}

/**
 * Returns the first number of a post. The doubled range of `Complete job` number 2n+1 begins at n+1. Numbers without
 * holes were not doubled.
 */
const firstPostNumber = (sorted: readonly Step[]): number => {
  const last = sorted.find(({ name }) => name === LAST)?.number
  const numbers = sorted.map(({ number }) => number)
  const hasHoles = numbers.some((number, index) => index > 0 && (number ?? 0) > (numbers[index - 1] ?? 0) + 1)
  return last === undefined || !hasHoles || last % 2 === 0 ? 0 : (last - 1) / 2 + 1
}
