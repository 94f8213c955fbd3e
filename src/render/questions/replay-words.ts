import { plural } from '../../core/quantity.ts'
import type { ReplayInputKind } from '../../schema/questions/replay-assessment.ts'
import { type Line, text } from '../screen/document.ts'

/** ` in build, test and 3 more` */
export const renderUsers = (jobs: readonly string[] | undefined, all: number | undefined): Line => {
  if (jobs === undefined || jobs.length === 0) return []
  const shown = jobs.slice(0, MOST_JOBS)
  const left = (all ?? jobs.length) - shown.length
  return [
    ' in ',
    ...shown.flatMap((job, index): Line => [...(index === 0 ? [] : [', ']), text(job, 60)]),
    ...(left > 0 ? [` and ${left} more`] : []),
  ]
}

const MOST_JOBS = 2

/** What the kinds of inputs are called. */
export const INPUT_WORDS: Readonly<Record<ReplayInputKind | 'other', string>> = {
  commit: 'commit',
  'workflow-file': 'workflow files',
  action: 'actions',
  'container-image': 'container images',
  'runner-image': 'runner images',
  tool: 'tools',
  lockfile: 'lockfiles',
  package: 'packages',
  artifact: 'downloaded artifacts',
  'deploy-manifest': 'deployment manifests',
  cache: 'caches',
  variable: 'variables that steps set',
  service: 'external services',
  other: 'other inputs',
}

/** ` (2 jobs tell nothing of theirs)` */
export const renderUnknownJobs = (jobs: number): string =>
  jobs === 0 ? '' : ` (${plural(jobs, 'job')} with none recorded)`
