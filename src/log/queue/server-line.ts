import { redactThenCut } from '../../core/redact/redact.ts'
/**
 * The event that one line of GitHub's own reports about a job on its way to a runner. The wordings cover five years,
 * each from logs in public repositories:
 * - 2020–2021: `##[section]Starting: Request a runner to run this job`, `Can't find any online and idle self-hosted
 *   runner …`, `Found online and idle hosted runner …` (hub4j/github-api, recorded run 139); from mid-2021 without the
 *   section, and followed by `Waiting for a Hosted runner in the 'organization' to pick this job...`;
 * - 2022–2024: `Requested labels: …`, `Job defined at: …`, `Waiting for a runner to pick up this job...`, `Job is
 *   waiting for a hosted runner to come online.`, `Job is about to start running on the …runner: …`
 *   (actions/runner#3189);
 * - since 2025: the same, with `Evaluating <job>.if` and its result, the chain of called workflows, and the notice that
 *   the account's concurrency limit holds the job (AdnaneKhan/gato-x#103).
 */
export type ServerEvent =
  /** `found` is a kind of machine in logs of 2021; a waiting line may still follow it. */
  | { readonly kind: 'requested' | 'waiting' | 'busy' | 'coming-online' | 'other' }
  | { readonly kind: 'found'; readonly isHosted: boolean }
  | { readonly kind: 'starting'; readonly runnerName: string; readonly isHosted: boolean | undefined }

/** Returns the event of a line, or undefined for a line that is not known as GitHub's. */
export const serverEvent = (text: string): ServerEvent | undefined => {
  if (text.startsWith(STARTING)) return starting(text.slice(STARTING.length))
  if (WAITING.test(text)) return { kind: 'waiting' }
  if (text === 'Job is waiting for a hosted runner to come online.') return { kind: 'coming-online' }
  if (text.startsWith('Requested labels: ') || text === '##[section]Starting: Request a runner to run this job')
    return { kind: 'requested' }
  if (text.startsWith('All GitHub-hosted runners with label ')) return { kind: 'busy' }
  if (text.startsWith('Found online and idle ')) return { kind: 'found', isHosted: !text.includes(' self-hosted ') }
  return OTHERS.some(other => text.startsWith(other)) ? { kind: 'other' } : undefined
}

/** `pick up`, `pickup` and `pick`; a runner, a Hosted runner or a self-hosted runner, with or without its owner. */
const WAITING = /^Waiting for a (?:\w[\w -]{0,20})?runner (?:in (?:the )?'[^']{0,100}' )?to pick ?(?:up)? ?this job/

const STARTING = 'Job is about to start running on the '

/**
 * The owner of the runner, written after its name until 2024: `(hosted)`, `(repository)`, `(organization)`,
 * `(enterprise)`.
 */
const OWNER = / \((hosted|repository|organization|enterprise|business|account)\)$/

const MAX_NAME = 300

const starting = (rest: string): ServerEvent | undefined => {
  const isHosted = rest.startsWith('hosted runner: ')
  if (!isHosted && !rest.startsWith('runner: ')) return undefined
  const named = rest.slice(rest.indexOf(': ') + 2).trimEnd()
  const owner = OWNER.exec(named)?.[1]
  const runnerName = redactThenCut(owner === undefined ? named : named.slice(0, -owner.length - 3), MAX_NAME)
  // GitHub announces its larger runners as plain runners of the organization (a log of rust-lang-ci/rust shows
  // `windows-latest-8core-32gb_… (organization)`). Only a repository's runner is certainly self-hosted.
  return { kind: 'starting', runnerName, isHosted: isHosted ? true : owner === 'repository' ? false : undefined }
}

const OTHERS: readonly string[] = [
  'Evaluating ',
  'Evaluating: ',
  'Expanded: ',
  'Result: ',
  'Creating job ',
  'Job defined at: ',
  'Reusable workflow chain:',
  '-> ',
  "Can't find any online and idle ",
  '##[section]Starting: Prepare job ',
  '##[section]Finishing: Prepare job ',
  '##[section]Finishing: Request a runner to run this job',
]
