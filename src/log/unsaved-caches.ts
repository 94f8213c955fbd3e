import type { CacheOperation, Outcome } from '../schema/job/job-manifest.ts'

/**
 * Lists the saves that did not happen because the job did not succeed, one for each restore that left something to
 * save. actions/cache and actions/setup-node save in a post step with `post-if: success()` (their action.yml). That
 * post step does not start and prints nothing, so a reader of the log could assume a lost line. Other actions do not
 * declare this condition and are left out.
 */
export const unsavedCaches = (
  caches: readonly CacheOperation[],
  status: Outcome | undefined,
): readonly CacheOperation[] => {
  if (status !== 'failure' && status !== 'cancelled') return []
  const saved = new Set(caches.filter(({ operation }) => operation === 'save').map(({ key }) => key))
  return caches
    .filter(({ operation, result }) => operation === 'restore' && (result === 'miss' || result === 'partial'))
    .filter(({ action, key }) => SAVES_ON_SUCCESS.test(action ?? '') && !(key !== undefined && saved.has(key)))
    .map(({ action, step, key, source }) => ({
      operation: 'save',
      action,
      step: step === undefined ? undefined : `Post ${step}`,
      key,
      restoreKeys: [],
      result: 'not-saved',
      reason: 'job-failed',
      source,
    }))
}

/** `actions/cache/restore` has no post step, and `actions/cache/save` restores nothing. */
const SAVES_ON_SUCCESS = /^actions\/(?:cache|setup-node)@/i
