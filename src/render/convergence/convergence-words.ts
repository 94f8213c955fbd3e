import { duration } from '../../core/quantity.ts'
import type { ConvergenceState, StateEntry, TargetConvergence } from '../../schema/converge/target-convergence.ts'

/** One observed target in words, for text and Markdown alike. Values of the cluster are escaped where they are printed. */
export type TargetWords = {
  readonly title: string
  readonly headline: string
  readonly steps: readonly StepWords[]
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly notes: readonly string[]
}

export type StepWords = { readonly name: string; readonly when: string; readonly shownBy: string }

export const toTargetWords = (target: TargetConvergence): TargetWords => ({
  title: toTitle(target),
  headline: toHeadline(target),
  steps: [...STEPS.map(state => toStep(state, target)), ...listEndings(target)],
  facts: listFacts(target),
  notes: target.gaps.map(({ field, reason, detail }) => `${field}: ${detail ?? reason}`),
})

const STEPS = ['accepted', 'applied', 'healthy', 'stayed-healthy'] as const

const toTitle = ({ target: { kind, namespace, name } }: TargetConvergence): string =>
  kind === 'argocd' ? `argocd:${name}` : `${kind}/${namespace ?? 'default'}/${name}`

const VERDICTS: Readonly<Record<ConvergenceState, string>> = {
  accepted: 'accepted, and not applied yet',
  applied: 'applied, and never seen healthy',
  healthy: 'healthy, and not observed for the soak time',
  'stayed-healthy': 'healthy, and stayed healthy for the soak time',
  degraded: 'applied, and degraded',
  'out-of-sync': 'applied, and the cluster differs from it',
  superseded: 'superseded by another revision',
  'rolled-back': 'rolled back to what ran before',
  'never-applied': 'never applied',
  'not-observed': 'not observed',
}

const REASONS: Readonly<Record<NonNullable<TargetConvergence['reason']>, string>> = {
  'operation-failed': 'the operation failed',
  'operation-running': 'the operation had not ended',
  'no-automation': 'nothing applies it automatically',
  suspended: 'the target is suspended or paused',
  'not-compared': 'the controller never named this revision',
  'not-evaluated': 'nothing evaluates its health',
  deleted: 'the target was deleted',
  'no-object': 'there was no such object to read',
  'still-progressing': 'it was still in progress',
  'no-replicas': 'it is scaled to no replica, so nothing runs',
  'soak-not-over': 'the observation ended before',
  other: 'for a reason that this version does not know',
}

const toHeadline = ({ verdict, reason, wanted, confidence }: TargetConvergence): string => {
  const words = verdict === 'other' ? 'in a state that this version does not know' : VERDICTS[verdict]
  const why = reason === undefined ? '' : `: ${REASONS[reason]}`
  const what = wanted.revision === undefined ? '' : `${shorten(wanted.revision)} `
  return `${what}${words}${why}${confidence === 'high' ? '' : ` (${confidence} confidence)`}`
}

/** A commit as git prints it; other revisions whole. */
const shorten = (revision: string): string => (/^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 7) : revision)

const toStep = (state: ConvergenceState, { states }: TargetConvergence): StepWords => {
  const found = states.find(entry => entry.state === state)
  return found === undefined ? { name: state, when: 'not seen', shownBy: '' } : toSeen(found)
}

const toSeen = ({ state, at, statedAt, before, evidence }: StateEntry): StepWords => ({
  name: state,
  when:
    at ??
    (statedAt === undefined ? (before === true ? 'before the observation' : 'at its end') : `${statedAt} (stated)`),
  shownBy: evidence.map(({ field, value }) => (value === undefined ? field : `${field} ${shorten(value)}`)).join(', '),
})

const listEndings = ({ states }: TargetConvergence): readonly StepWords[] =>
  states.filter(({ state }) => !STEPS.some(step => step === state)).map(toSeen)

const listFacts = (target: TargetConvergence): TargetWords['facts'] =>
  [
    ['reconciliation', target.reconciliationMs === undefined ? '' : duration(target.reconciliationMs)],
    ['convergence', target.convergenceMs === undefined ? '' : duration(target.convergenceMs)],
    ['sync, health', [target.sync, target.health].filter(Boolean).join(', ')],
    ['operation', toOperation(target)],
    ['replicas', toReplicas(target)],
    ['warnings', target.warnings.map(({ class: word, count }) => `${word} ${count}`).join(', ')],
    ['images', toImages(target)],
    ['decisions', target.decisions.map(toDecision).join(', ')],
    ['clock', toClock(target)],
    ['transitions', String(target.transitionCount)],
  ].flatMap(([name = '', value = '']) => (value === '' ? [] : [[name, value] as const]))

const toOperation = ({ operation }: TargetConvergence): string => {
  if (operation?.phase === undefined) return ''
  const { phase, failing, retries, messageClass, by } = operation
  return [
    failing && phase === 'Running' ? 'Running after a failure' : phase,
    ...(retries === undefined || retries === 0 ? [] : [`retry ${retries}`]),
    ...(failing && messageClass !== undefined ? [messageClass] : []),
    ...(by === undefined ? [] : [`by ${by.name ?? by.kind}`]),
  ].join(', ')
}

const toReplicas = ({ replicas, generation, observedGeneration }: TargetConvergence): string => {
  if (replicas === undefined) return ''
  const { desired, updated, available } = replicas
  const seen = generation === undefined ? '' : `, generation ${generation}, observed ${observedGeneration ?? 'none'}`
  return `${updated ?? '?'} updated and ${available ?? '?'} available of ${desired ?? '?'}${seen}`
}

const MATCHES = {
  same: 'the built digest is what runs',
  differs: 'another digest than the built one runs',
  unknown: 'not compared: no digest was built, or a tag runs',
  other: '',
} as const

const toImages = ({ images }: TargetConvergence): string => (images.built.length === 0 ? '' : MATCHES[images.match])

const toDecision = ({ kind, by, revision }: TargetConvergence['decisions'][number]): string =>
  `${kind}${revision === undefined ? '' : ` of ${shorten(revision)}`} by ${by.name ?? by.kind}`

const toClock = ({ clockOffsetMs }: TargetConvergence): string =>
  clockOffsetMs === undefined ? '' : `the controller’s clock differs by ${duration(Math.abs(clockOffsetMs))}`
