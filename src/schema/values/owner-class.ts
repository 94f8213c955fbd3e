import type * as z from 'zod/mini'
import { openEnum } from './scalar.ts'

/** The owner of a hand-off, who can make it faster. */
export const ownerClass = openEnum(['author', 'platform', 'approver', 'github', 'external-service'])
export type OwnerClass = z.output<typeof ownerClass>
