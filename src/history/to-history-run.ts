import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import { HISTORY_VERSION, type HistoryJob, type HistoryRun } from '../schema/history/history.ts'
import type { CacheOperation, UsedAction } from '../schema/job/job-manifest.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { findApprovalWait } from './approval-wait.ts'
import { toHistoryPackages } from './job-inputs.ts'
import { type KeyContext, parseCacheKey } from './parse-cache-key.ts'
import { toHiddenHistory } from './retried-tests.ts'

/** The facts of a run that later runs are compared with. */
export const toHistoryRun = (manifest: RunManifest): HistoryRun => {
  const { run, timeline, result } = manifest
  const context = getKeyContext(manifest)
  const started = timeline?.start ?? run.startedAt?.value
  return {
    runId: run.runId.value,
    attempt: run.attempt.value,
    number: run.number?.value,
    branch: findBranch(run) ?? '',
    event: run.event?.value ?? '',
    sha: run.headSha?.value ?? run.sha?.value,
    // An incomplete account says nothing about the end of the run.
    conclusion: result === 'incomplete' || result === 'other' ? undefined : result,
    startedAt: started,
    totalMs: findTotal(manifest),
    jobs: manifest.jobs.filter(isOfThisAttempt).map(job => toHistoryJob(job, manifest, context)),
    actions: listCommits(manifest.jobs),
    approvals: listApprovals(manifest),
  }
}

/** The branch of the head commit, else the branch of the ref; undefined for a tag. */
export const findBranch = ({ headBranch, ref }: RunManifest['run']): string | undefined =>
  headBranch?.value ?? /^refs\/heads\/(.{1,1024})$/.exec(ref?.value ?? '')?.[1]

/** A job that GitHub carried over belongs to an earlier attempt, which has a row of its own. */
const isOfThisAttempt = ({ presence, api }: ReportedJob): boolean =>
  presence !== 'carried-over' && presence !== 'in-progress' && api?.conclusion !== undefined

const findTotal = ({ timeline }: RunManifest): number | undefined => {
  const [start, end] = [Date.parse(timeline?.start ?? ''), Date.parse(timeline?.end ?? '')]
  return end >= start ? toStored(end - start) : undefined
}

const toHistoryJob = (job: ReportedJob, manifest: RunManifest, context: KeyContext): HistoryJob => {
  const { key, id, name, api, timing, failure, record, log } = job
  const { name: image, version } = record?.image ?? log?.image ?? {}
  const facts = record ?? log
  const retries = manifest.timeline?.retries.filter(({ passed }) => passed.id === id).length ?? 0
  return {
    key: key ?? name,
    name: key === undefined || key === name ? undefined : name,
    conclusion: api?.conclusion,
    labels: notEmpty(api?.labels.slice(0, LIMITS.historyLabels)),
    group: api?.runnerGroup,
    queueMs: toStored(timing.queueMs),
    setupMs: toStored(timing.setupMs),
    workMs: toStored(timing.workMs),
    image:
      image === undefined
        ? undefined
        : cutText([image.value, version?.value ?? ''].join(' ').trim(), LIMITS.historyImage),
    failure:
      failure === undefined ? undefined : { class: failure.class, step: cut(failure.step?.name, LIMITS.historyStep) },
    failedAttempts: retries === 0 ? undefined : retries,
    caches: facts === undefined ? undefined : toCaches(facts.caches, context),
    permissions: describePermissions(facts?.permissions?.value),
    ...toHiddenHistory(job),
    packages: notEmpty(toHistoryPackages(job)),
    lockfiles: listLockfiles(record?.replay?.lockfiles),
  }
}

const cut = (text: string | undefined, max: number): string | undefined =>
  text === undefined ? undefined : cutText(text, max)

const notEmpty = <T>(list: readonly T[] | undefined): T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : [...list]

/** GitHub's times have whole seconds; of the recorder's milliseconds a tenth of a second is enough to compare with. */
const toStored = (millis: number | undefined): number | undefined =>
  millis === undefined ? undefined : millis < 1_000 ? Math.round(millis) : Math.round(millis / 100) * 100

/** What the run's own keys may hold: only exact evidence assigns a part of a key to the run or the commit. */
export const getKeyContext = ({ run, jobs }: Pick<RunManifest, 'run' | 'jobs'>): KeyContext => ({
  runId: run.runId.value,
  shas: [
    ...new Set(
      [run.sha, run.headSha, ...jobs.flatMap(({ record }) => [record?.run.sha, record?.run.headSha])].flatMap(
        sha => sha?.value ?? [],
      ),
    ),
  ],
})

type HistoryCache = NonNullable<HistoryJob['caches']>[number]

/** One entry for each restored key, with the save of the same key. */
const toCaches = (operations: readonly CacheOperation[], context: KeyContext): HistoryCache[] => {
  const saves = operations.filter(({ operation }) => operation === 'save')
  return operations
    .filter(({ operation }) => operation === 'restore')
    .flatMap(restore => {
      const save = saves.find(one =>
        restore.key === undefined ? one.action === restore.action : one.key === restore.key,
      )
      const key = restore.key ?? save?.key
      const { result } = restore
      if (key === undefined || result === 'saved' || result === 'not-saved') return []
      return [
        {
          family: getCacheFamily(key, context),
          key,
          result,
          saved: save === undefined ? undefined : save.result === 'saved',
          notSaved: save?.result === 'not-saved' ? save.reason : undefined,
          sizeBytes: restore.sizeBytes ?? save?.sizeBytes,
        },
      ]
    })
    .slice(0, LIMITS.historyCaches)
}

/** The key with each part that changes replaced by its kind in braces: `npm-Linux-{content-hash}`. */
export const getCacheFamily = (key: string, context: KeyContext): string => {
  const { template } = parseCacheKey(key, context)
  return cutText(
    template
      .split('\u0000')
      .map((part, index) => (index % 2 === 0 ? part : `{${part}}`))
      .join(''),
    LIMITS.historyCacheKey,
  )
}

/** The permissions that the token has, in the order of their names: `contents:read id-token:write`. */
export const describePermissions = (permissions: Readonly<Record<string, string>> | undefined): string | undefined =>
  permissions === undefined
    ? undefined
    : cutText(
        Object.entries(permissions)
          .filter(([, access]) => access !== 'none')
          .map(([scope, access]) => `${scope.toLowerCase()}:${access}`)
          .sort()
          .join(' '),
        LIMITS.historyPermissions,
      )

const DIGEST_START = 'sha256:'.length

const listLockfiles = (
  lockfiles: readonly { readonly path: string; readonly digest: string }[] | undefined,
): Record<string, string> | undefined => {
  const listed = (lockfiles ?? [])
    .filter(({ path }) => path.length <= LIMITS.historyPath)
    .slice(0, LIMITS.historyLockfiles)
  return listed.length === 0
    ? undefined
    : Object.fromEntries(
        listed.map(({ path, digest }) => [path, digest.slice(DIGEST_START, DIGEST_START + LIMITS.historyDigestDigits)]),
      )
}

/** Commits that the tags of actions stood at. An action at a commit cannot move, so it is left out. */
const listCommits = (jobs: readonly ReportedJob[]): Record<string, string> | undefined => {
  const commits = new Map<string, string>()
  for (const { record, log } of jobs)
    for (const { uses, ref, sha, kind } of listActions(record ?? log)) {
      const name = `${uses}@${ref}`
      if (
        kind === 'action' &&
        sha !== undefined &&
        !isCommit(ref) &&
        name.length <= LIMITS.historyPath &&
        !commits.has(name)
      )
        commits.set(name, sha)
    }
  return commits.size === 0 ? undefined : Object.fromEntries([...commits].slice(0, LIMITS.actions))
}

const listActions = (facts: { readonly actions: readonly UsedAction[] } | undefined): readonly UsedAction[] =>
  facts?.actions ?? []

export const isCommit = (ref: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref)

/** Lists the waits for environments, measured as the rule on approvals measures its own (approval-wait.ts). */
const listApprovals = ({ timeline }: RunManifest): HistoryRun['approvals'] =>
  notEmpty(
    (timeline?.protection ?? [])
      .flatMap(entry => {
        const waitedMs = toStored(findApprovalWait(entry))
        return entry.environment === undefined || waitedMs === undefined
          ? []
          : [{ environment: entry.environment, waitedMs }]
      })
      .slice(0, LIMITS.historyApprovals),
  )

/** An empty history of a workflow. */
export const emptyHistory = (repository: string, workflow: string) => ({
  kind: 'history' as const,
  schemaVersion: HISTORY_VERSION,
  repository,
  workflow,
  runs: [],
})
