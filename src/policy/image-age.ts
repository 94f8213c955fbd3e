import type { ReportedJob } from '../schema/run/run-manifest.ts'
import type { Fact } from '../schema/values/fact.ts'
import { type Finding, getAgreement, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

const DAY = 86_400_000

/** Checks that no job ran on an image that was built longer ago. */
export const imageAge = (days: number, { jobs, now }: RuleFacts): readonly Finding[] => {
  const ran = jobs.filter(({ presence }) => presence !== 'skipped' && presence !== 'not-started')
  if (ran.length === 0) return [undecided('images', 'no job ran')]
  const findings = ran.map(job => findOldImage(job, days, now)).filter(finding => finding !== undefined)
  return findings.length > 0 ? findings : [met('images', `${ran.length} jobs, none on an image over ${days} days`)]
}

const findOldImage = (job: ReportedJob, days: number, now: number): Finding | undefined => {
  const { name, record, log } = job
  const version = (record?.image ?? log?.image)?.version
  const built = builtAt(version)
  if (version === undefined || built === undefined) return undecided(name, 'no image version that carries a date')
  const age = Math.floor((now - built) / DAY)
  if (age > days) return violated(name, `image ${version.value} is ${age} days old`)
  if (age < -1) return undecided(name, `image ${version.value} is of the future`)
  // A workflow can set the variable ImageVersion (source-ranking.ts), so the value counts against the job, and never
  // for it.
  if (version.confidence === 'low') return undecided(name, `image ${version.value}: the job itself could set this`)
  return record !== undefined && getAgreement(job, 'image.version') !== 'confirmed'
    ? undecided(name, `image ${version.value}: only the job itself says so`)
    : undefined
}

/**
 * Reads the build date. Hosted images are versioned `20251102.4.1`: the date of the build, then numbers
 * (actions/runner-images, its release tags `ubuntu24/20251102.4` and helpers/GenerateResourcesAndImage.ps1).
 */
const builtAt = (version: Fact<string> | undefined): number | undefined => {
  const [, year, month, day] = /^(20\d\d)(\d\d)(\d\d)(?:\.\d{1,6}){1,3}$/.exec(version?.value ?? '') ?? []
  const millis = year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(millis) ? undefined : millis
}
