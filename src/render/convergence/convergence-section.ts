import { duration } from '../../core/quantity.ts'
import type { TargetConvergence } from '../../schema/converge/target-convergence.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { toTargetWords } from './convergence-words.ts'

/** Renders the deployment targets that the action converge observed in the jobs of the run. */
export const convergenceSection = ({ jobs }: RunManifest): Section => {
  const rows = jobs.flatMap(({ name, record }) =>
    (record?.convergence ?? []).map(target => [...toCells(target), text(name)]),
  )
  const head = ['Target', 'What became of it', 'Applied', 'Healthy', 'Images', 'Observed by job']
  return { title: 'Deployments observed', blocks: rows.length === 0 ? [] : table(head, rows) }
}

const toCells = (target: TargetConvergence): readonly string[] => {
  const { title, headline, facts } = toTargetWords(target)
  const images = facts.find(([name]) => name === 'images')?.[1]
  return [
    code(title),
    text(headline),
    toDelay(target.reconciliationMs),
    toDelay(target.convergenceMs),
    images === undefined ? '–' : text(images),
  ]
}

/** The time since the control plane accepted the revision. */
const toDelay = (millis: number | undefined): string => (millis === undefined ? '–' : `after ${duration(millis)}`)
