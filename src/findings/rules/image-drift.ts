import { grouped } from '../../core/grouped.ts'
import { plural } from '../../core/quantity.ts'
import type { Finding } from '../../schema/run/finding.ts'
import { listNames } from '../facts/finding-words.ts'
import { listRunJobs, locate, type RunJob } from '../facts/run-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

type Imaged = { readonly job: RunJob; readonly labels: string; readonly image: string; readonly version: string }

/**
 * Fires where jobs with the same labels and the same image had two versions of it in one run: low, since GitHub rolls
 * images out over days and two versions are ordinary then (actions/runner-images README.md, "Image Releases"). It is
 * medium where versions and results divide the jobs in the same way: all of at least two jobs with one version failed,
 * and all of at least two with other versions passed.
 */
export const imageDrift: FindingRule = ({ manifest }) => {
  const imaged = listRunJobs(manifest).flatMap(readImage)
  return [...grouped(imaged, ({ labels, image }) => JSON.stringify([labels, image])).values()]
    .flatMap(toFinding)
    .toSorted((a, b) => b.evidence.length - a.evidence.length)
}

const readImage = (job: RunJob): readonly Imaged[] => {
  const image = (job.reported.record ?? job.reported.log)?.image
  const [name, version] = [image?.name?.value, image?.version?.value]
  const labels = [...job.timed.labels].sort().join(', ')
  return name === undefined || version === undefined || labels === '' ? [] : [{ job, labels, image: name, version }]
}

const toFinding = (jobs: readonly Imaged[]): readonly Finding[] => {
  const versions = [...grouped(jobs, ({ version }) => version)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const [first] = jobs
  if (first === undefined || versions.length < 2) return []
  const failed = versions.filter(([, same]) => same.length >= 2 && same.every(({ job }) => has(job, 'failure')))
  const others = jobs.filter(({ version }) => version !== failed[0]?.[0])
  const isTied = failed.length === 1 && others.length >= 2 && others.every(({ job }) => has(job, 'success'))
  const bad = isTied ? failed[0]?.[0] : undefined
  const parts = versions.map(
    ([version, same]) =>
      `${version} in ${plural(same.length, 'job')} (${listNames(same.map(({ job }) => job.timed.name))})`,
  )
  return [
    {
      rule: 'image-drift',
      severity: bad === undefined ? 'low' : 'medium',
      subject: { kind: 'label', name: first.labels },
      summary: `Jobs on ${first.labels} had ${versions.length} versions of image ${first.image}: ${parts.slice(0, 3).join(', ')}${bad === undefined ? '' : `; all with ${bad} failed and all others passed`}.`,
      evidence: versions.flatMap(([, same]) => same.slice(0, 3)).map(toEvidence),
      ...(bad === undefined ? HARMLESS : suspect(bad)),
      owner: 'github',
    },
  ]
}

const has = ({ timed }: RunJob, conclusion: string): boolean => timed.conclusion === conclusion

const toEvidence = ({ job, version, image }: Imaged): Finding['evidence'][number] => ({
  what: `image ${image} ${version}, ${job.timed.conclusion ?? 'not ended'}`,
  source: job.reported.record === undefined ? 'log' : 'runner',
  ...locate(job),
})

const HARMLESS = {
  confidence: 'high',
  reason: 'each job states its own image; no failure is tied to a version',
  response: 'Nothing, unless jobs of this run share caches or binaries: then put the image version into the key.',
} as const

const suspect = (version: string) =>
  ({
    confidence: 'medium',
    reason:
      'results and versions divide the jobs in the same way, which is no proof: the jobs differ in their work too',
    response: `Run the failed jobs again: they may get another image version. If they pass, read the release notes of ${version}.`,
  }) as const
