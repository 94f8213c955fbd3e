import { isFullCommit, isSilent, listUsedActions } from '../findings/rerun/job-account.ts'
import type { UsedAction } from '../schema/job/job-manifest.ts'
import type { ResolvedTool } from '../schema/job/replay.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'
import type { Fact, Source } from '../schema/values/fact.ts'
import type { KindReading, Open, Pinned } from './listed-input.ts'

/** A script may have printed what has low confidence. */
const isTrusted = (fact: object): boolean => !('confidence' in fact && fact.confidence === 'low')

/** Jobs without a recorder and without a log tell nothing of their inputs. */
const countWithoutFacts = (jobs: readonly ReportedJob[]): number =>
  jobs.filter(({ record, log }) => record === undefined && log === undefined).length

/** Only the recorder sees the workspace and the variables of the job. */
const countWithoutReplay = (jobs: readonly ReportedJob[]): number =>
  jobs.filter(({ record }) => record?.replay === undefined).length

/**
 * Lists the actions and called workflows. A full commit, and the exact version of an immutable package, always name the
 * same content. A workflow of the run's own commit is among the workflow files.
 */
export const listActions = (jobs: readonly ReportedJob[], commit: string | undefined): KindReading => {
  const used = jobs.flatMap(job =>
    listUsedActions(job)
      .filter(isTrusted)
      .map(action => ({ job: job.name, action })),
  )
  const listed = used.filter(({ action }) => action.kind !== 'reusable-workflow' || action.sha !== commit)
  return {
    kind: 'action',
    pinned: listed.flatMap(({ job, action }) => toPinnedAction(job, action)),
    open: listed.flatMap(({ job, action }): readonly Open[] => {
      const { uses, ref, sha, digest, source } = action
      return isPinned(action)
        ? []
        : [{ kind: 'action', name: `${uses}@${ref}`, was: sha ?? digest, reason: 'movable-ref', source, job }]
    }),
    unknownJobs: jobs.filter(isSilent).length,
  }
}

const isPinned = ({ kind, ref, digest }: UsedAction): boolean =>
  isFullCommit(ref) || (kind === 'immutable-package' && digest !== undefined && EXACT_VERSION.test(ref))

const EXACT_VERSION = /^v?\d{1,6}\.\d{1,6}\.\d{1,6}$/

const toPinnedAction = (job: string, action: UsedAction): readonly Pinned[] => {
  const { uses, ref, digest, source } = action
  if (!isPinned(action)) return []
  return isFullCommit(ref)
    ? [{ kind: 'action', name: uses, value: ref, by: 'commit', source, job }]
    : [{ kind: 'action', name: `${uses}@${ref}`, value: digest ?? ref, by: 'digest', source, job }]
}

type Image = { readonly image: string; readonly digest?: string | undefined; readonly source: Source }

/** Lists the images that the runner and the steps pulled. Only `@sha256:…` in the name pins an image. */
export const listContainerImages = (jobs: readonly ReportedJob[]): KindReading => {
  const used = jobs.flatMap(job => {
    const facts = job.record ?? job.log
    const pulls = (facts?.pulls ?? []).filter(isTrusted)
    return [...(facts?.containers ?? []), ...pulls].map((image: Image) => ({ job: job.name, image }))
  })
  return {
    kind: 'container-image',
    pinned: used.flatMap(({ job, image: { image, source } }): readonly Pinned[] => {
      const [, name, digest] = PINNED_IMAGE.exec(image) ?? []
      return name === undefined || digest === undefined
        ? []
        : [{ kind: 'container-image', name, value: digest, by: 'digest', source, job }]
    }),
    open: used.flatMap(({ job, image: { image, digest, source } }): readonly Open[] =>
      PINNED_IMAGE.test(image)
        ? []
        : [{ kind: 'container-image', name: image, was: digest, reason: 'tag', source, job }],
    ),
    unknownJobs: countWithoutFacts(jobs),
  }
}

const PINNED_IMAGE = /^([^@]{1,900})@(sha256:[0-9a-f]{64})$/

/** Lists the labels that chose the machines, each with the image that it stood for. */
export const listRunnerImages = (jobs: readonly ReportedJob[]): KindReading => {
  const used = jobs.map(job => {
    const facts = job.record ?? job.log
    const labels = job.record?.runner.labels ?? toFact(job.api?.labels ?? [])
    const { name, version } = facts?.image ?? {}
    const was = [name?.value, version?.value].filter(value => value !== undefined).join(' ')
    return { job: job.name, labels, was: was === '' ? undefined : was }
  })
  return {
    kind: 'runner-image',
    pinned: [],
    open: used.flatMap(({ job, labels, was }): readonly Open[] =>
      labels === undefined || labels.value.length === 0
        ? []
        : [
            {
              kind: 'runner-image',
              name: [...labels.value].sort().join(', '),
              was,
              reason: 'label',
              source: labels.source,
              job,
            },
          ],
    ),
    unknownJobs: used.filter(({ labels }) => labels === undefined || labels.value.length === 0).length,
  }
}

const toFact = (labels: readonly string[]): Fact<readonly string[]> => ({ value: labels, source: 'api' })

/** Lists the tools by their exact versions. */
export const listTools = (jobs: readonly ReportedJob[]): KindReading => ({
  kind: 'tool',
  pinned: jobs.flatMap(job =>
    getTools(job)
      .filter(isTrusted)
      .map(
        ({ name, version, source }): Pinned => ({
          kind: 'tool',
          name,
          value: version,
          by: 'version',
          source,
          job: job.name,
        }),
      ),
  ),
  open: [],
  unknownJobs: countWithoutFacts(jobs),
})

const getTools = ({ record, log }: ReportedJob): readonly ResolvedTool[] => record?.replay?.tools ?? log?.tools ?? []

/** Lists artifacts that steps downloaded. The server compares the bytes with the digest that it names. */
export const listDownloads = (jobs: readonly ReportedJob[]): KindReading => {
  const used = jobs.flatMap(job =>
    ((job.record ?? job.log)?.downloads ?? []).filter(isTrusted).map(download => ({ job: job.name, download })),
  )
  return {
    kind: 'artifact',
    pinned: used.flatMap(({ job, download: { name, digest, source } }): readonly Pinned[] =>
      digest === undefined ? [] : [{ kind: 'artifact', name, value: digest, by: 'digest', source, job }],
    ),
    open: used.flatMap(({ job, download: { name, digest, source } }): readonly Open[] =>
      digest === undefined ? [{ kind: 'artifact', name, reason: 'no-digest', source, job }] : [],
    ),
    unknownJobs: jobs.filter(({ record, log }) => (record ?? log)?.downloads === undefined).length,
  }
}

/** Lists deployment manifests of the workspace, by digest. */
export const listDeployManifests = (jobs: readonly ReportedJob[]): KindReading => ({
  kind: 'deploy-manifest',
  pinned: jobs.flatMap(job =>
    (job.record?.replay?.deployManifests ?? []).flatMap(({ path, digest, source }): readonly Pinned[] =>
      digest === undefined
        ? []
        : [{ kind: 'deploy-manifest', name: path, value: digest, by: 'digest', source, job: job.name }],
    ),
  ),
  open: [],
  unknownJobs: countWithoutReplay(jobs),
})

/** Lists restored caches. Other runs write the entries, and GitHub removes them: no digest says what was in one. */
export const listCaches = (jobs: readonly ReportedJob[]): KindReading => ({
  kind: 'cache',
  pinned: [],
  open: jobs.flatMap(job =>
    ((job.record ?? job.log)?.caches ?? []).filter(isTrusted).flatMap(cache => {
      const { operation, key, matchedKey, source } = cache
      const entry: Open = {
        kind: 'cache',
        name: key ?? matchedKey ?? '',
        was: matchedKey,
        reason: 'cache-key',
        source,
        job: job.name,
      }
      return operation === 'restore' && entry.name !== '' ? [entry] : []
    }),
  ),
  unknownJobs: countWithoutFacts(jobs),
})

/** Lists variables that steps set, by name. A value is known only of variables that input `record-env` names. */
export const listVariables = (jobs: readonly ReportedJob[]): KindReading => ({
  kind: 'variable',
  pinned: [],
  open: jobs.flatMap(job => {
    const { variablesSet, env = [] } = job.record?.replay ?? {}
    return (variablesSet?.value ?? []).map(
      (name): Open => ({
        kind: 'variable',
        name,
        was: env.find(variable => variable.name === name)?.value.slice(0, 1_024),
        reason: 'set-by-step',
        source: variablesSet?.source ?? 'runner',
        job: job.name,
      }),
    )
  }),
  unknownJobs: jobs.filter(({ record }) => record?.replay?.variablesSet === undefined).length,
})

/** Lists external services that the log names. */
export const listServices = (jobs: readonly ReportedJob[]): KindReading => ({
  kind: 'service',
  pinned: [],
  open: jobs.flatMap(job =>
    (job.services ?? job.record?.services ?? []).map(
      ({ service, host }): Open => ({
        kind: 'service',
        name: host ?? service,
        reason: 'external',
        source: 'log',
        job: job.name,
      }),
    ),
  ),
  unknownJobs: countWithoutFacts(jobs),
})
