import type { CacheOperation } from '../../schema/job/job-manifest.ts'
import type { CacheFindings } from '../../schema/run/run-evidence.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import { duration, size } from '../text/quantity.ts'
import { all } from './replay-words.ts'
import type { Section } from '../text/section.ts'
import { doubt, nameOf, type ToldJob, toldJobs } from './log-facts-section.ts'

/** Every cache operation seen: who asked for what, what came of it, and what GitHub's own list says of the entry. */
export const cacheSection = (manifest: RunManifest): Section => {
  const confirmed = manifest.cacheFindings?.confirmed ?? []
  const rows = toldJobs(manifest).flatMap(told => told.told.caches.map(one => rowOf(told, one, confirmed)))
  const head = ['Job', 'Asked by', 'Operation', 'Key asked', 'Result', 'Key matched', 'Size', 'Time']
  return { title: 'Caches', blocks: rows.length === 0 ? [] : table(head, rows) }
}

const rowOf = (told: ToldJob, one: Told, confirmed: CacheFindings['confirmed']): readonly string[] => [
  nameOf(told),
  asker(one),
  one.operation,
  `${one.key === undefined ? '–' : code(one.key, 120)}${restoreKeys(one)}`,
  `${one.result}${one.reason === undefined ? '' : ` (${one.reason})`}${doubt(one)}`,
  one.matchedKey === undefined ? '–' : one.matchedKey === one.key ? 'the same' : code(one.matchedKey, 120),
  `${size(one.sizeBytes)}${listing(told, one, confirmed)}`,
  duration(one.elapsedMs),
]

type Told = ToldJob['told']['caches'][number]

/** The step, and the action where the step's title does not name it. */
const asker = ({ step, action }: CacheOperation): string => {
  if (step === undefined) return action === undefined ? '–' : text(action, 120)
  return `${text(step, 120)}${action === undefined || step.includes(action) ? '' : ` (${text(action, 120)})`}`
}

const MAX_RESTORE_KEYS = 5

const restoreKeys = ({ restoreKeys: keys }: CacheOperation): string => {
  const shown = all(keys, key => code(key, 120), MAX_RESTORE_KEYS)
  return shown === undefined ? '' : `, else ${shown}`
}

/** Where the list of caches has the restored entry: its scope, and its size where that is another one. */
const listing = ({ job }: ToldJob, one: CacheOperation, confirmed: CacheFindings['confirmed']): string => {
  if (one.operation === 'save' || one.matchedKey === undefined) return ''
  const seen = confirmed.find(({ jobId, entry }) => jobId === job.id && entry.key === one.matchedKey)
  if (seen === undefined) return ''
  const { entry } = seen
  const made = entry.createdAt === undefined ? '' : `, made ${entry.createdAt}`
  const says = seen.size === 'differs' ? `⚠️ listed with ${size(entry.sizeBytes)}` : 'listed'
  return ` (${says} by the API for ${text(entry.ref, 120)}${made})`
}
