import type { ConvergenceRecord } from '../schema/converge/convergence-record.ts'

export const FAIL_ON = ['never', 'not-healthy', 'not-applied'] as const
export type FailOn = (typeof FAIL_ON)[number]

/** Whether the record fails by `fail-on`. A target that was not observed is neither healthy nor applied. */
export const isFailed = ({ targets }: ConvergenceRecord, failOn: FailOn): boolean => {
  switch (failOn) {
    case 'never':
      return false
    case 'not-healthy':
      return (
        targets.length === 0 || targets.some(({ verdict }) => verdict !== 'healthy' && verdict !== 'stayed-healthy')
      )
    case 'not-applied':
      return targets.length === 0 || targets.some(({ states }) => !states.some(({ state }) => state === 'applied'))
  }
}
