import { type KnownValues, redactSecrets } from '../core/redact/redact.ts'
import type { RunAccount } from './account-output.ts'

/**
 * Removes credentials from the account of the run. The job manifests in it stay unchanged: their recorders redacted
 * them, and digests fix their bytes. Names of jobs, artifacts and runners, messages and gaps come from elsewhere.
 */
export const redactAccount = (account: RunAccount, known: KnownValues): RunAccount => {
  const { jobs, ...rest } = account.manifest
  const { value, redacted } = redactSecrets({ ...rest, jobs: jobs.map(({ record: _, ...job }) => job) }, known)
  const withRecords = value.jobs.map((job, index) => {
    const record = jobs[index]?.record
    return record === undefined ? job : { ...job, record }
  })
  return { ...account, manifest: { ...value, jobs: withRecords, redacted: account.manifest.redacted + redacted } }
}
