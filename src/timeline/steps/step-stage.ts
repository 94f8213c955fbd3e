export type StepStage = 'setup' | 'pre' | 'main' | 'post' | 'complete'

/**
 * Returns the stage of every step of a job by its name, in the order of the list. REST gives no stage; these are the
 * runner's own names: "Set up job", "Set up runner" (a hook), "Initialize containers", "Pull <image>", "Pre <step>",
 * "Post <step>", "Stop containers", "Complete job" (actions/runner src/Runner.Worker/JobExtension.cs, ActionRunner.cs,
 * ContainerOperationProvider.cs). The runner names a pre or post step after its main step, so a step of the user's
 * named "Post to the channel" is a main step.
 */
export const listStages = (names: readonly string[]): readonly StepStage[] => {
  const known = new Set(names)
  const firstMain = names.findIndex(name => !isBeforeMain(name, known))
  return names.map((name, index) => {
    const beforeMain = firstMain === -1 || index < firstMain
    if (beforeMain && (SET_UP.test(name) || CONTAINERS.test(name))) return 'setup'
    if (name.startsWith('Pre ') && known.has(name.slice(4))) return 'pre'
    if (name.startsWith('Post ') && isPostFor(name.slice(5), known)) return 'post'
    return COMPLETE.test(name) && index > firstMain ? 'complete' : 'main'
  })
}

const SET_UP = /^Set up (?:job|runner)$/
const CONTAINERS = /^(?:Initialize containers|Pull \S{1,500}|Build [\w.-]{1,100}\/[\w./-]{1,300}(?:@\S{1,200})?)$/
const COMPLETE = /^(?:Complete job|Complete runner|Stop containers)$/

const isBeforeMain = (name: string, known: ReadonlySet<string>): boolean =>
  SET_UP.test(name) || CONTAINERS.test(name) || (name.startsWith('Pre ') && known.has(name.slice(4)))

/**
 * Returns true if a post step belongs to a known main step. The main step's name may be cut, or may lack its "Run ";
 * then the form of the runner's own names decides.
 */
const isPostFor = (main: string, known: ReadonlySet<string>): boolean =>
  known.has(main) || known.has(`Run ${main}`) || /^Run (?:[\w.-]{1,100}\/[\w./-]{1,300}@|\/?\.\/)/.test(main)
