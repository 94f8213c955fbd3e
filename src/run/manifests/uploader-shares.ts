import { BUDGETS } from '../../core/budgets.ts'
import { LIMITS } from '../../core/limits.ts'
import { toUploader } from '../../github/results/artifact-order.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import { createShare, type ZipBudget } from '../../io/zip/zip-budget.ts'

/**
 * The budget of one uploader. A job has one manifest; its other uploads must not keep the manifests of others from
 * being read.
 */
export type Shares = {
  /** Opens one artifact within the share of its uploader, or returns one line that states why it does not. */
  readonly spend: <T>(artifact: ListedArtifact, work: (budget: ZipBudget) => Promise<T>) => Promise<T | string>
}

type Share = { readonly budget: ZipBudget; artifacts: number; millis: number }

export const createShares = (whole: ZipBudget): Shares => {
  const shares = new Map<string, Share>()
  const getShare = (artifact: ListedArtifact): Share => {
    const uploader = toUploader(artifact)
    const allowance = { bytes: LIMITS.uploaderInflated, entries: 2 * LIMITS.uploaderArtifacts }
    const share = shares.get(uploader) ?? { budget: createShare(whole, allowance), artifacts: 0, millis: 0 }
    shares.set(uploader, share)
    return share
  }
  return {
    spend: async (artifact, work) => {
      const share = getShare(artifact)
      const refusal = findRefusal(share)
      if (refusal !== undefined) return refusal
      share.artifacts += 1
      const startedAt = whole.now()
      try {
        return await work(share.budget)
      } finally {
        share.millis += whole.now() - startedAt
      }
    },
  }
}

const findRefusal = ({ budget, artifacts, millis }: Share): string | undefined => {
  if (budget.now() > budget.endsAt) return 'no time left for further manifests'
  if (artifacts >= LIMITS.uploaderArtifacts) return `its uploader left more than ${LIMITS.uploaderArtifacts} manifests`
  if (millis > BUDGETS.uploaderArtifacts) return 'reading what its uploader left took too long'
  return budget.bytesLeft <= 0 ? `its uploader left more than ${LIMITS.uploaderInflated} bytes` : undefined
}
