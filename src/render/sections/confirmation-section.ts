import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { FieldAgreement } from '../../schema/values/field-agreement.ts'
import { table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

const HEAD = ['Job', 'Tied to its job', 'Certificate', 'API', 'Log', 'The job alone', 'Not checked', 'Contradicted']

/**
 * Renders how many fields of each manifest each source confirms. A signature proves nothing about values that only the
 * job states.
 */
export const confirmationSection = ({ jobs }: RunManifest): Section => {
  const examined = jobs.filter(({ record, fields }) => record !== undefined && fields.length > 0)
  return {
    title: 'Evidence for the fields',
    blocks: examined.length === 0 ? [] : table(HEAD, examined.map(renderRow)),
  }
}

const renderRow = (job: ReportedJob): readonly string[] => {
  const classes = job.fields.map(classifyField)
  const count = (name: Class): string => {
    const found = classes.filter(one => one === name).length
    return found === 0 ? '–' : String(found)
  }
  return [
    text(job.name, 80),
    tie(
      job.fields.find(({ field }) => field === 'manifest.digest'),
      job.anchor?.reason,
    ),
    ...(['certificate', 'api', 'log', 'self'] as const).map(count),
    unchecked(job.fields),
    count('contradicted'),
  ]
}

type Class = 'certificate' | 'api' | 'log' | 'self' | 'unchecked' | 'contradicted'

const classifyField = ({ agreement, confirmedBy, unchecked }: FieldAgreement): Class => {
  if (agreement === 'contradicted') return 'contradicted'
  if (agreement === 'confirmed' && confirmedBy !== undefined && confirmedBy !== 'other') return confirmedBy
  return unchecked === undefined ? 'self' : 'unchecked'
}

type Reason = NonNullable<ReportedJob['anchor']>['reason']

/** Renders the digest line. No other job can have written this line in the job's own log. */
const tie = (digest: FieldAgreement | undefined, reason: Reason): string => {
  switch (digest?.agreement) {
    case 'confirmed':
      return 'by its log'
    case 'contradicted':
      return '⚠️ refused by its log'
    default:
      if (digest?.unchecked !== undefined) return `not checked: ${digest.unchecked}`
      return reason === undefined || reason === 'other' ? 'no' : `no: ${reason}`
  }
}

const unchecked = (fields: readonly FieldAgreement[]): string => {
  const reasons = fields.filter(one => classifyField(one) === 'unchecked').map(one => one.unchecked ?? '')
  const counts = [...new Set(reasons)]
    .sort()
    .map(reason => `${reasons.filter(one => one === reason).length} (${reason})`)
  return counts.length === 0 ? '–' : counts.join(', ')
}
