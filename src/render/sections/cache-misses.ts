import { size } from '../../core/quantity.ts'
import type { CacheMiss, MissReason } from '../../schema/run/run-evidence.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

/** Renders each restore that missed, with the evidence for why. */
export const cacheMissSection = ({ cacheFindings }: RunManifest): Section => {
  const rows = (cacheFindings?.misses ?? []).map(miss => [
    text(miss.job, 80),
    miss.key === undefined ? '–' : `${code(miss.key, 120)}${renderRest(miss)}`,
    miss.result,
    `${WHY[miss.why](miss)}${miss.notSaved === undefined ? '' : `; not saved: ${miss.notSaved}`}`,
    `${miss.source}, ${miss.confidence}`,
  ])
  return {
    title: 'Cache misses explained',
    blocks: rows.length === 0 ? [] : table(['Job', 'Key requested', 'Result', 'Why', 'Known from'], rows),
  }
}

/** Renders the part of the key that changes. The text before it is the same in every run. */
const renderRest = ({ key, parsedKey }: CacheMiss): string => {
  if (parsedKey === undefined || parsedKey.suffix === '') return ''
  const from = parsedKey.suffix === key ? 'from its beginning' : `after ${code(parsedKey.prefix, 120)}`
  return `, changes ${from}: ${VOLATILE[parsedKey.kind]}`
}

const WHY: { readonly [K in MissReason]: (miss: CacheMiss) => string } = {
  scope: ({ entry }) => `lives on another branch: ${place(entry)}`,
  'changed-hash': ({ entry }) =>
    `what the hash is taken of has changed${entry === undefined ? '' : `; there is ${place(entry)}`}`,
  'run-scoped-key': ({ parsedKey }) => `the key holds ${VOLATILE[parsedKey?.kind ?? 'other']}: no earlier run saved it`,
  'other-version': ({ entry }) => `an entry was there, ${place(entry)}: its paths or compression differ`,
  'never-saved': () => 'nobody saved it',
  'restore-failed': () => 'the cache service answered with an error',
  'evicted-or-none': () => 'no entry: never saved, or evicted',
  unknown: () => 'not known',
  other: () => 'not known',
}

const VOLATILE: { readonly [K in NonNullable<CacheMiss['parsedKey']>['kind']]: string } = {
  'run-scoped': 'the id of the run',
  commit: 'the commit',
  date: 'a date',
  'content-hash': 'a hash',
  plain: 'something that changes',
  other: 'something that changes',
}

const place = (entry: CacheMiss['entry']): string =>
  entry === undefined
    ? 'not listed'
    : `${code(entry.key, 120)} of ${text(entry.ref, 120)}, ${size(entry.sizeBytes)}${entry.createdAt === undefined ? '' : `, ${entry.createdAt}`}`
