import type { JobManifest } from '../../../src/schema/job/job-manifest.ts'
import type { ObservedJob } from '../../../src/schema/observed/run-observation.ts'
import type { WorkflowPlan } from '../../../src/schema/observed/workflow-plan.ts'
import { buildGraph } from '../../../src/timeline/graph/job-graph.ts'
import { placeJobs } from '../../../src/timeline/graph/place-jobs.ts'
import { readWorkflowPlan } from '../../../src/workflow/plan/read-plan.ts'
import { aManifest } from '../../report/a-manifest.ts'

/** The plan of a file with the files it calls, read with GitHub's own parser. */
export const planOf = async (content: string, called: Readonly<Record<string, string>> = {}): Promise<WorkflowPlan> => {
  const learned = await readWorkflowPlan(
    { repository: 'octo/app', path: '.github/workflows/ci.yml', ref: 'main', content },
    async ({ path }) => {
      const text = called[path.split('/').at(-1) ?? '']
      return text === undefined ? { kind: 'unread', reason: 'not-found' } : { kind: 'text', content: text }
    },
    { github: { ref_name: 'main' } },
  )
  if (learned.value === undefined) throw new Error('the test has no workflow')
  return learned.value
}

/** Jobs of the list by id and name; `id!` never got a runner. */
export const listed = (names: Readonly<Record<string, string>>): readonly ObservedJob[] =>
  Object.entries(names).map(([id, name]) => ({
    id: id.replace('!', ''),
    name,
    hasRunner: !id.endsWith('!'),
    api: { status: 'completed', conclusion: id.endsWith('!') ? 'skipped' : 'success', labels: [], steps: [] },
  }))

/** Manifests by job id: the YAML key, and the file that defines the job. */
export const manifestsOf = (
  keys: Readonly<Record<string, { readonly key: string; readonly file?: string }>>,
): ReadonlyMap<string, JobManifest> =>
  new Map(
    Object.entries(keys).map(([id, { key, file }]) => {
      const manifest = aManifest({ jobId: id, key })
      const refOf = (name: string) => ({
        value: `octo/app/.github/workflows/${name}@refs/heads/main`,
        source: 'runner' as const,
      })
      if (file === undefined) return [id, manifest]
      const { run, job } = manifest
      return [
        id,
        { ...manifest, run: { ...run, workflowRef: refOf('ci.yml') }, job: { ...job, workflowRef: refOf(file) } },
      ]
    }),
  )

/** Plan ids by job id. */
export const placesOf = (
  plan: WorkflowPlan,
  jobs: readonly ObservedJob[],
  manifests: ReadonlyMap<string, JobManifest> = new Map(),
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries([...placeJobs(plan, jobs, manifests)].map(([id, { planned }]) => [id, planned?.id]))

/** Needs by job id. */
export const findNeeds = (plan: WorkflowPlan, jobs: readonly ObservedJob[]) => {
  const graph = buildGraph(plan, placeJobs(plan, jobs, new Map()), jobs)
  return {
    edges: graph.edges,
    needs: Object.fromEntries(jobs.map(({ id }) => [id, graph.findNeeds(id)])),
  }
}
