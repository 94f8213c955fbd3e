import { grouped } from '../core/grouped.ts'

export type NamedStep = { readonly number?: number | undefined; readonly name: string }

/** A step of one job in two runs. A step of one run alone has one side. */
export type StepPair<T extends NamedStep> = { readonly before: T | undefined; readonly after: T | undefined }

/**
 * Pairs the steps of a job by number and name; what is left by name, in order: a step that was added moves the numbers
 * of all steps behind it.
 */
export const pairSteps = <T extends NamedStep>(before: readonly T[], after: readonly T[]): readonly StepPair<T>[] => {
  // Most jobs have the same steps in both runs, and a large run has tens of thousands of them.
  if (haveSameSteps(before, after)) return before.map((step, index) => ({ before: step, after: after[index] }))
  const pairs: StepPair<T>[] = []
  const [used, taken] = [new Set<T>(), new Set<T>()]
  for (const identify of [identifyExactly, (step: T): string => step.name]) {
    const open = grouped(
      before.filter(step => !used.has(step)),
      identify,
    )
    const next = new Map<string, number>()
    for (const step of after) {
      if (taken.has(step)) continue
      const id = identify(step)
      const index = next.get(id) ?? 0
      const partner = open.get(id)?.[index]
      if (partner === undefined) continue
      next.set(id, index + 1)
      used.add(partner)
      taken.add(step)
      pairs.push({ before: partner, after: step })
    }
  }
  return [
    ...pairs,
    ...before.filter(step => !used.has(step)).map(step => ({ before: step, after: undefined })),
    ...after.filter(step => !taken.has(step)).map(step => ({ before: undefined, after: step })),
  ]
}

/** A list in which two steps have the same number and name is paired in its order too. */
const haveSameSteps = (before: readonly NamedStep[], after: readonly NamedStep[]): boolean =>
  before.length === after.length &&
  before.every((step, index) => step.name === after[index]?.name && step.number === after[index]?.number)

const identifyExactly = ({ number, name }: NamedStep): string => `${number ?? ''} ${name}`
