import type { LabStep } from '../state.ts'
import type { Clock, Moment } from './clock.ts'

export type StepOutcome = 'success' | 'failure' | 'cancelled' | 'skipped'

/** The list of steps as REST shows it, with the runner's numbering. */
export type StepRecords = {
  /** Adds a step at the next number. */
  readonly add: (name: string) => number
  /** Adds a post: numbers come from the top of a doubled range (ExecutionContext.cs CreatePostChild). */
  readonly addPost: (name: string, alreadyRegistered: number) => number
  readonly rename: (number: number, name: string) => void
  readonly start: (number: number) => Moment
  readonly finish: (number: number, outcome: StepOutcome) => Moment
}

/** `onChange` gets the whole list, by number, at every start and end. */
export const createStepRecords = (clock: Clock, onChange: (steps: readonly LabStep[]) => void): StepRecords => {
  const steps = new Map<number, LabStep>()
  let order = 0
  let doubled = false
  const put = (number: number, name: string): number => {
    steps.set(number, { number, name, status: 'pending', conclusion: null, startedAt: null, completedAt: null })
    return number
  }
  const get = (number: number): LabStep => {
    const step = steps.get(number)
    if (step === undefined) throw new Error(`no step ${number}`)
    return step
  }
  const tell = (): void => onChange([...steps.values()].sort((a, b) => a.number - b.number).map(step => ({ ...step })))
  return {
    add: name => {
      order += 1
      return put(order, name)
    },
    addPost: (name, alreadyRegistered) => {
      if (!doubled) order *= 2
      doubled = true
      return put(order - alreadyRegistered, name)
    },
    rename: (number, name) => {
      get(number).name = name
    },
    start: number => {
      const moment = clock()
      Object.assign(get(number), { status: 'in_progress', startedAt: moment.date })
      tell()
      return moment
    },
    finish: (number, outcome) => {
      const moment = clock()
      Object.assign(get(number), { status: 'completed', conclusion: outcome, completedAt: moment.date })
      tell()
      return moment
    },
  }
}
