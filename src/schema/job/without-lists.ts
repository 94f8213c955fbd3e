import { LIMITS } from '../../core/limits.ts'
import type { Gap } from '../values/fact.ts'
import type { JobManifest } from './job-manifest.ts'

/**
 * Returns a job manifest without its lists, which are most of its bytes. Each list with content becomes a gap, so that
 * no reader interprets an empty list as "none". The fields that identify job, run and runner stay.
 */
export const withoutLists = (manifest: JobManifest): JobManifest => {
  const { replay, testReports, convergence, ...kept } = manifest
  const left = [
    ...LISTS.filter(name => (manifest[name] ?? []).length > 0),
    ...(replay === undefined ? [] : (['replay'] as const)),
    ...(testReports === undefined ? [] : (['testReports'] as const)),
    ...(convergence === undefined ? [] : (['convergence'] as const)),
  ]
  const { downloads: _, buildCaches: __, pulls: ___, pushes: ____, services: _____, ...base } = kept
  return {
    ...base,
    actions: [],
    steps: [],
    caches: [],
    artifacts: [],
    declaredSubjects: [],
    containers: [],
    gaps: [...left.map(toGap), ...manifest.gaps.filter(({ field }) => !left.some(name => name === field))].slice(
      0,
      LIMITS.gaps,
    ),
  }
}

const LISTS = [
  'actions',
  'steps',
  'caches',
  'artifacts',
  'downloads',
  'buildCaches',
  'pulls',
  'pushes',
  'services',
  'declaredSubjects',
  'containers',
] as const satisfies readonly (keyof JobManifest)[]

const toGap = (field: string): Gap => ({
  field,
  reason: 'too-large',
  source: 'results',
  detail: 'in the manifest, which the report only refers to',
})
