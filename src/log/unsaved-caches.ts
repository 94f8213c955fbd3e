import type { CacheOperation, Outcome } from '../schema/job/job-manifest.ts'

/**
 * Saves that did not happen because the job did not succeed, one per restore that left something to save. actions/cache
 * and actions/setup-node save in a post with `post-if: success()` (their action.yml), so that post is not started, prints
 * nothing, and leaves the gap that a reader takes for a lost line. Other actions make no such promise and are left alone.
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
      ...(action === undefined ? {} : { action }),
      ...(step === undefined ? {} : { step: `Post ${step}` }),
      ...(key === undefined ? {} : { key }),
      restoreKeys: [],
      result: 'not-saved',
      reason: 'job-failed',
      source,
    }))
}

/** `actions/cache/restore` has no post, `actions/cache/save` restores nothing. */
const SAVES_ON_SUCCESS = /^actions\/(?:cache|setup-node)@/i
