/** Outcome of one stage before `continue-on-error`. */
export type Outcome = 'success' | 'failure' | 'cancelled'
