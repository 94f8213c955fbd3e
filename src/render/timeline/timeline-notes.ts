import { plural } from '../../core/quantity.ts'
import type { Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'
import { code, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { sharedRunnerNotes } from './shared-runners.ts'

/**
 * Renders what a reader of the tables must know: jobs with an unusual course, how sources were read, and what is not
 * shown.
 */
export const notesSection = (timeline: Timeline): Section => ({
  title: 'Notes',
  blocks: [
    // Skipped jobs have a section of their own.
    ...grouped(timeline.jobs, job => (job.shape === 'normal' || job.skip !== undefined ? [] : [SHAPES[job.shape]])),
    ...grouped(timeline.jobs, listNotes),
    ...sharedRunnerNotes(timeline.jobs),
    ...workflowNote(timeline),
    ...pseudoNote(timeline),
  ].map(line => `- ${line}\n`),
})

const SHAPES: Readonly<Record<TimelineJob['shape'], string>> = {
  normal: 'normal',
  skipped: 'skipped, and nothing that was read tells why',
  'cancelled-before-pickup': 'cancelled before a runner took it',
  'queue-expired': 'no runner took it within the time that GitHub waits',
  'timed-out': 'ended by its time limit',
  'runner-lost': 'its runner was lost',
  'carried-over': 'carried over from an earlier attempt, it did not run in this one',
  'steps-gone': 'GitHub no longer has its steps',
  unfinished: 'not finished when it was read',
  'never-started': 'ended without a runner',
  other: 'of a shape that this version does not know',
}

/** Explanations of the fixed words in timelines. A word that is not listed is shown unchanged. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['created-after-started', 'GitHub’s record of the job is later than its start: how long it queued is a guess (✂)'],
  ['started-before-needs', 'it started before the jobs that it needs had ended: its place in the graph is uncertain'],
  ['completed-before-start', 'it completed before it started, by GitHub’s times (✂)'],
  ['reversed-step', 'a step ended before it started; its time was taken as none (✂)'],
  ['steps-after-completion', 'a step ended after its job; it was cut at the job’s end (✂)'],
  ['silent-end', 'more than a minute between its last step and its end was seen by nobody'],
  ['with-assigned', 'when its runner first spoke is not known: set-up holds the time since assignment'],
  ['started-is-assignment', 'a scale set took it: its start is when the set did, not when a runner began'],
  ['probable', 'a rule held it; for how long is a guess, GitHub gives no time'],
  ['unknown-edges', 'which jobs it waited for is not known'],
])

const listNotes = (job: TimelineJob): readonly string[] => {
  const details = job.intervals.flatMap(one =>
    one.detail === undefined || one.detail === 'post-steps' ? [] : one.detail,
  )
  const words = [...new Set([...job.notes, ...details])]
  const isExplained = words.some(word => WORDS.get(word)?.includes('✂') === true)
  const isCut = job.intervals.some(one => one.clamped)
  return [
    ...words.map(word => WORDS.get(word) ?? text(word)),
    ...(isCut && !isExplained ? ['its sources contradict each other, the better one was followed (✂)'] : []),
  ]
}

const MOST_NAMES = 5

/** Returns one line per sentence with the jobs it applies to. */
const grouped = (jobs: readonly TimelineJob[], of: (job: TimelineJob) => readonly string[]): readonly string[] => {
  const found = new Map<string, TimelineJob[]>()
  for (const job of jobs)
    for (const line of of(job)) {
      const members = found.get(line)
      if (members === undefined) found.set(line, [job])
      else members.push(job)
    }
  return [...found].map(([line, members]) => {
    const names = members.slice(0, MOST_NAMES).map(job => text(job.name, 80))
    const more = members.length > MOST_NAMES ? ` and ${members.length - MOST_NAMES} more` : ''
    return `${line}: ${names.join(', ')}${more}`
  })
}

const workflowNote = ({ workflowFile }: Timeline): readonly string[] => {
  if (workflowFile === undefined) return ['the workflow file was not read: which job waited for which is not known']
  const { path, sha, by, inferred } = workflowFile
  const at = sha === undefined ? '' : ` at ${code(sha.slice(0, 12))}`
  const how = inferred ? `: taken for the run’s own, by ${by.replace(/-/g, ' ')}` : ''
  return [`workflow file ${code(path)}${at}${how}`]
}

const pseudoNote = ({ pseudoJobs }: Timeline): readonly string[] =>
  pseudoJobs.length === 0
    ? []
    : [
        `${plural(pseudoJobs.length, 'check run')} listed as a job by GitHub, left out: ${pseudoJobs
          .slice(0, MOST_NAMES)
          .map(one => text(one.name, 80))
          .join(', ')}`,
      ]
