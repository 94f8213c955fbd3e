import { findBranch } from '../history/to-history-run.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Fact } from '../schema/values/fact.ts'
import type { InputEntry, InputReading } from './input-reading.ts'

/** Lists what went into the run as a whole. */
export const listRunInputs = (manifest: RunManifest): readonly InputReading[] => [
  facts('commit', listCommit(manifest)),
  facts('trigger', listTrigger(manifest)),
  list('workflow-file', listWorkflowFiles(manifest), manifest.rerunConditions !== undefined),
  list('rules', listRules(manifest), false),
  list('policy', listPolicy(manifest), manifest.policy !== undefined),
]

const facts = (kind: InputReading['kind'], entries: readonly InputEntry[]): InputReading => list(kind, entries, false)

const list = (kind: InputReading['kind'], entries: readonly InputEntry[], isWhole: boolean): InputReading => ({
  kind,
  entries,
  isWhole,
  isRead: entries.length > 0 || isWhole,
})

/** The commit of the change, not the merge commit that GitHub makes of it anew. */
export const findCommit = ({ run }: RunManifest): Fact<string> | undefined => run.headSha ?? run.sha

const listCommit = (manifest: RunManifest): readonly InputEntry[] => toEntry('commit', findCommit(manifest))

const listTrigger = ({ run }: RunManifest): readonly InputEntry[] => {
  const branch = findBranch(run)
  return [
    ...toEntry('event', run.event),
    ...(branch === undefined
      ? toEntry('ref', run.ref)
      : [{ name: 'branch', value: branch, source: run.headBranch?.source ?? run.ref?.source ?? 'api' }]),
  ]
}

const toEntry = (name: string, fact: Fact<string> | undefined): readonly InputEntry[] =>
  fact === undefined ? [] : [{ name, value: fact.value, source: fact.source }]

/**
 * The workflow files by path: the report reads them at the commit of the run; a recorder finds its own file in the
 * workspace.
 */
const listWorkflowFiles = ({ rerunConditions, jobs }: RunManifest): readonly InputEntry[] => {
  const read = (rerunConditions?.workflows ?? []).flatMap(({ path, digest, source }) =>
    digest === undefined ? [] : [{ name: path, value: digest, source }],
  )
  const known = new Set(read.map(({ name }) => name))
  const found = new Map<string, InputEntry>()
  for (const { record } of jobs) {
    const digest = record?.replay?.workflowFileDigest
    const path = toPath((record?.job.workflowRef ?? record?.run.workflowRef)?.value)
    if (digest === undefined || path === undefined || known.has(path)) continue
    if (!found.has(path)) found.set(path, { name: path, value: digest.value, source: digest.source })
  }
  return [...read, ...found.values()]
}

/** `.github/workflows/ci.yml` of `owner/name/.github/workflows/ci.yml@refs/heads/main`. */
const toPath = (workflowRef: string | undefined): string | undefined =>
  /^[^/@]{1,100}\/[^/@]{1,100}\/([^@]{1,900})@/.exec(workflowRef ?? '')?.[1]

/** Digests of the protection rules and rulesets at the time of the report. */
const listRules = ({ rerunConditions }: RunManifest): readonly InputEntry[] => [
  ...(rerunConditions?.environments ?? []).map(({ environment, digest, source }) => ({
    name: `environment ${environment}`,
    value: digest,
    source,
  })),
  ...(rerunConditions?.rulesets === undefined
    ? []
    : [
        {
          name: `branch ${rerunConditions.rulesets.branch}`,
          value: rerunConditions.rulesets.digest,
          source: rerunConditions.rulesets.source,
        },
      ]),
]

const listPolicy = ({ policy }: RunManifest): readonly InputEntry[] => {
  if (policy === undefined) return []
  const files = policy.files ?? [{ branch: policy.branch, digest: policy.digest }]
  return files.flatMap(({ branch, digest }) =>
    digest === undefined
      ? []
      : [
          {
            name: branch === undefined ? policy.path : `${policy.path} of ${branch}`,
            value: digest,
            source: 'api' as const,
          },
        ],
  )
}
