import { duration, size } from '../../core/quantity.ts'
import type { CacheOperation } from '../../schema/job/job-manifest.ts'
import type { CacheFindings } from '../../schema/run/run-evidence.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { type JobFacts, listJobFacts, lowConfidence, renderName } from './log-facts-section.ts'
import { all } from './replay-words.ts'

/** Renders every cache operation: the requesting step, the key, the result, and the entry in GitHub's own list. */
export const cacheSection = (manifest: RunManifest): Section => {
  const confirmed = manifest.cacheFindings?.confirmed ?? []
  const rows = listJobFacts(manifest).flatMap(facts => facts.facts.caches.map(one => renderRow(facts, one, confirmed)))
  const head = ['Job', 'Requested by', 'Operation', 'Key requested', 'Result', 'Key matched', 'Size', 'Time']
  return { title: 'Caches', blocks: rows.length === 0 ? [] : table(head, rows) }
}

const renderRow = (facts: JobFacts, one: Facts, confirmed: CacheFindings['confirmed']): readonly string[] => [
  renderName(facts),
  renderRequester(one),
  one.operation,
  `${one.key === undefined ? '–' : code(one.key, 120)}${restoreKeys(one)}`,
  `${one.result}${one.reason === undefined ? '' : ` (${one.reason})`}${lowConfidence(one)}`,
  one.matchedKey === undefined ? '–' : one.matchedKey === one.key ? 'the same' : code(one.matchedKey, 120),
  `${size(one.sizeBytes)}${listing(facts, one, confirmed)}`,
  duration(one.durationMs),
]

type Facts = JobFacts['facts']['caches'][number]

/** Renders the step, and the action where the step's title does not name it. */
const renderRequester = ({ step, action }: CacheOperation): string => {
  if (step === undefined) return action === undefined ? '–' : text(action, 120)
  return `${text(step, 120)}${action === undefined || step.includes(action) ? '' : ` (${text(action, 120)})`}`
}

const MAX_RESTORE_KEYS = 5

const restoreKeys = ({ restoreKeys: keys }: CacheOperation): string => {
  const shown = all(keys, key => code(key, 120), MAX_RESTORE_KEYS)
  return shown === undefined ? '' : `, else ${shown}`
}

/** Renders the entry of the restored cache in GitHub's list: its scope, and its size where the list has another one. */
const listing = ({ job }: JobFacts, one: CacheOperation, confirmed: CacheFindings['confirmed']): string => {
  if (one.operation === 'save' || one.matchedKey === undefined) return ''
  const seen = confirmed.find(({ jobId, entry }) => jobId === job.id && entry.key === one.matchedKey)
  if (seen === undefined) return ''
  const { entry } = seen
  const made = entry.createdAt === undefined ? '' : `, made ${entry.createdAt}`
  const says = seen.size === 'differs' ? `⚠️ listed with ${size(entry.sizeBytes)}` : 'listed'
  return ` (${says} by the API for ${text(entry.ref, 120)}${made})`
}
