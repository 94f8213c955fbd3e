import { expect, test } from '@jest/globals'
import { CONTROL_STATES, type ControlState } from '../../../src/schema/run/run-timeline.ts'
import type { OwnerClass } from '../../../src/schema/values/owner-class.ts'
import { findOwner } from '../../../src/timeline/jobs/owner.ts'

type Row = Readonly<Record<'hosted' | 'selfHosted' | 'unknown', OwnerClass | undefined>>

const same = (owner: OwnerClass | undefined): Row => ({ hosted: owner, selfHosted: owner, unknown: owner })
const machines: Row = { hosted: 'github', selfHosted: 'platform', unknown: undefined }

const OWNERS: Readonly<Record<ControlState, Row>> = {
  admitted: same('github'),
  'waiting-for-policy': same('approver'),
  blocked: same('author'),
  queued: machines,
  assigned: machines,
  preparing: machines,
  executing: same('author'),
  uploading: same('github'),
  deploying: same('author'),
  unobserved: same(undefined),
}

test.each(CONTROL_STATES)('%s', state => {
  const of = (isHosted: boolean | undefined) => findOwner(state, { isHosted, ruleOwner: undefined })
  expect({ hosted: of(true), selfHosted: of(false), unknown: of(undefined) }).toEqual(OWNERS[state])
})

test.each(['approver', 'platform', 'external-service'] as const)('a wait on policy is the rule’s: %s', ruleOwner => {
  expect(findOwner('waiting-for-policy', { isHosted: true, ruleOwner })).toBe(ruleOwner)
  expect(findOwner('queued', { isHosted: true, ruleOwner })).toBe('github')
})
