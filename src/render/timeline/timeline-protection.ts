import { plural } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import type { ProtectionEntry, TimelineDeployment } from '../../schema/run/protection-entry.ts'
import type { Timeline } from '../../schema/run/run-timeline.ts'
import { table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { markedDuration, openEnded } from './timeline-bars.ts'
import { jobNamer, ownerText } from './timeline-words.ts'

/** Renders the protection rules that held the run, pending ones first, because a person can end them now. */
export const protectionWaitsSection = ({ protection, jobs, attempts }: Timeline): Section => {
  const renderJobName = jobNamer({ jobs, attempts })
  const rows = [...protection]
    .sort((a, b) => Number(b.state === 'pending') - Number(a.state === 'pending'))
    .map(one => [
      renderSubject(one),
      renderJobName(one.jobId),
      one.state === 'pending' ? '**pending**' : one.state,
      names(one.rules.map(ruleText)),
      names(one.by.map(by => text(by, 80))),
      waited(one),
      names(one.reviewers.map(({ kind, name }) => `${kind === 'team' ? 'team ' : ''}${text(name, 80)}`)),
      ownerText(one.owner),
    ])
  const head = ['Rule of', 'Job', 'State', 'Rules', 'Decided by', 'Waited', 'Who can approve', 'Owner']
  return { title: 'Waits on protection rules', blocks: rows.length === 0 ? [] : table(head, rows) }
}

const names = (all: readonly string[]): string => (all.length === 0 ? '–' : all.join(', '))

const renderSubject = (one: ProtectionEntry): string => {
  switch (one.kind) {
    case 'environment':
      return `environment ${text(one.environment ?? '–', 160)}`
    case 'fork-approval':
      return 'approval of a fork’s run'
    case 'run-approval':
      return 'approval of the run'
    case 'concurrency':
      return `concurrency group${one.group === undefined ? '' : ` ${text(one.group.name, 160)}`}`
    case 'other':
      return 'other'
  }
}

const ruleText = (rule: ProtectionEntry['rules'][number]): string => {
  switch (rule.kind) {
    case 'wait-timer':
      return `wait timer${rule.minutes === undefined ? '' : ` of ${plural(rule.minutes, 'minute')}`}${rule.until === undefined ? '' : ` until ${text(rule.until)}`}`
    case 'custom-rule':
      return rule.app === undefined ? 'custom rule' : `custom rule of ${text(rule.app, 80)}`
    default:
      return rule.kind.replace(/-/g, ' ')
  }
}

const waited = (one: ProtectionEntry): string => {
  if (one.waitedMs !== undefined)
    return `${markedDuration(one.waitedMs, [one])}${one.state === 'pending' && one.start !== undefined ? `, since ${text(one.start)}` : ''}`
  if (!one.timeKnown) return 'GitHub gives no time'
  return one.state === 'pending' && one.start !== undefined ? `since ${text(one.start)}` : '–'
}

type DeploymentState = TimelineDeployment['intervals'][number]['state']

/** Renders the deployments' own time, which is not in any job's sum. */
export const deploymentsSection = ({ deployments, jobs, attempts }: Timeline): Section => {
  const renderJobName = jobNamer({ jobs, attempts })
  const rows = deployments.map(one => [
    text(one.environment, 160),
    renderJobName(one.jobId),
    ...(['waiting', 'queued', 'deploying'] as const).map(state => spent(one, state)),
    converged(one),
  ])
  const head = ['Environment', 'Job', 'Waiting', 'Queued', 'Deploying', 'Converging']
  return { title: 'Deployments', blocks: rows.length === 0 ? [] : table(head, rows) }
}

const spent = ({ intervals }: TimelineDeployment, state: DeploymentState): string => {
  const found = intervals.filter(one => one.state === state)
  if (found.length > 0 && found.every(one => one.end === undefined)) return 'goes on …'
  return markedDuration(
    found.length === 0 ? undefined : found.reduce((sum, one) => sum + (millisBetween(one.start, one.end) ?? 0), 0),
    found.map(openEnded),
  )
}

const converged = (one: TimelineDeployment): string => {
  if (one.convergence !== 'observed') return 'convergence not observed'
  const by = one.intervals.find(each => each.state === 'converging')?.by
  return `${spent(one, 'converging')}${by === undefined ? '' : `, says ${text(by, 80)}`}`
}
