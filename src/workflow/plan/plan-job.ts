import { isMapping, isSequence } from '#workflow-parser'
import { redactThenCut } from '../../core/redact/redact.ts'
import { exactName, toPattern } from '../../schema/observed/name-pattern.ts'
import type { PlannedJob } from '../../schema/observed/workflow-plan.ts'
import type { Evaluate, KnownContexts } from '../known-value.ts'
import { findMember, literalText, type Token, toText } from '../template-value.ts'
import { planCondition } from './plan-condition.ts'
import type { Job, JobLegs } from './plan-legs.ts'
import { planSteps } from './plan-steps.ts'

const MAX_LABELS = 50
const MAX_LABEL = 256
/** docs.github.com "Managing environments": a name has at most 255 characters. */
const MAX_ENVIRONMENT = 255

/** The properties of the job itself, independent of its callers. */
export const planJob = (
  job: Job,
  { legs, contexts, anyName }: JobLegs,
  place: Pick<PlannedJob, 'id' | 'caller' | 'needs' | 'kind' | 'anyScope' | 'calledGroup' | 'reads'>,
  evaluate: Evaluate,
): PlannedJob => ({
  ...place,
  key: job.id.value,
  instances: legs?.map(({ instance, contexts: known }) => ({
    ...instance,
    environment: job.type === 'job' ? nameOfLeg(job.environment, known, evaluate) : undefined,
  })),
  anyName,
  environment: job.type === 'job' ? evaluateEnvironment(job.environment, contexts, evaluate) : undefined,
  hasConcurrency: job.concurrency !== undefined,
  group: groupText(job.concurrency),
  condition: planCondition(job.if.expression, contexts, evaluate),
  labels: job.type === 'job' ? findLabels(job['runs-on']) : undefined,
  steps: job.type === 'job' ? planSteps(job.steps) : [],
})

const MAX_GROUP = 400

/** `concurrency` is a group, or a mapping that names one (docs.github.com "Workflow syntax"). */
export const groupText = (token: Token | undefined): string | undefined => {
  const written = token !== undefined && isMapping(token) ? findMember(token, 'group') : token
  const text = written === undefined ? '' : toText(written)
  return text === '' ? undefined : redactThenCut(text, MAX_GROUP)
}

/** An empty name means no environment (actions/runner WorkflowTemplateConverter.cs). */
const evaluateEnvironment = (
  token: Token | undefined,
  contexts: readonly KnownContexts[],
  evaluate: Evaluate,
): PlannedJob['environment'] => {
  if (token === undefined) return undefined
  const isOpen = isMapping(token)
  const written = isOpen ? findMember(token, 'name') : token
  if (written === undefined) return isOpen ? { name: null, deployment: true } : undefined
  const text = toText(written)
  const names = new Set(contexts.map(known => nameIn(text, known, evaluate)))
  const [name, ...others] = names
  if (others.length === 0 && name === '') return undefined
  return {
    name: others.length === 0 && name !== undefined ? name : null,
    deployment: literalText(findMember(token, 'deployment')) !== 'false',
  }
}

/** The environment of one leg: its name may contain values of the matrix. */
const nameOfLeg = (token: Token | undefined, known: KnownContexts, evaluate: Evaluate): string | undefined => {
  const written = token !== undefined && isMapping(token) ? findMember(token, 'name') : token
  const name = written === undefined ? undefined : nameIn(toText(written), known, evaluate)
  return name === '' ? undefined : name
}

const nameIn = (text: string, known: KnownContexts, evaluate: Evaluate): string | undefined => {
  const pattern = toPattern(evaluate.pattern(text, known))
  const name = pattern.length === 0 ? '' : exactName(pattern)
  return name === undefined || name.length > MAX_ENVIRONMENT ? undefined : name
}

/** `runs-on` as a text, a list, or `labels` beside a group. */
const findLabels = (token: Token | undefined): readonly string[] | undefined => {
  if (token === undefined) return undefined
  if (isMapping(token)) return findLabels(token.find('labels'))
  const written = isSequence(token) ? [...token] : [token]
  const labels = written.map(literalText).filter(label => label !== undefined && label !== '')
  return labels.length === 0 || labels.length < written.length || labels.length > MAX_LABELS
    ? undefined
    : labels.map(label => redactThenCut(label ?? '', MAX_LABEL))
}
