import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { type RunningLab, startLab } from '../../lab/scheduler/start-lab.ts'
import { createSigstore } from '../../lab/sigstore/sigstore.ts'
import { JOB_PREDICATE_TYPE, RUN_PREDICATE_TYPE } from '../../src/signing/predicate-types.ts'
import type { Subject } from './verifier.ts'

const WORKFLOW = '.github/workflows/ci.yml'
/** Certificates name github.com, as gh expects them to; nothing asks it. */
const SERVER = 'https://github.com'
const ISSUER = 'https://token.actions.githubusercontent.com'

const sigstoreInputs = `fulcio-url: '\${{ vars.FULCIO_URL }}', rekor-url: '\${{ vars.REKOR_URL }}', tsa-url: '\${{ vars.TSA_URL }}'`
const TEXT = `
name: Signed
on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    permissions: { contents: read, id-token: write }
    steps:
      - uses: OWNER/pipeline-trace@v1
        with: { signing: keyless, ${sigstoreInputs} }
      - run: echo built
  report:
    needs: [build]
    runs-on: ubuntu-latest
    permissions: { actions: read, contents: read, checks: write, id-token: write }
    steps:
      - uses: OWNER/pipeline-trace/report@v1
        with: { ${sigstoreInputs}, trusted-root: '\${{ vars.TRUSTED_ROOT }}' }
`

export type Made = { readonly subjects: readonly Subject[]; readonly dispose: () => Promise<void> }

/** Bundles that the actions in `dist/` make in a run on the lab, as files, with the lab's trusted root beside them. */
export const makeBundles = async (): Promise<Made> => {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-verifiers-'))
  const dispose = () => rm(folder, { recursive: true, force: true })
  const workspace = join(folder, 'repository')
  await mkdir(dirname(join(workspace, WORKFLOW)), { recursive: true })
  await writeFile(join(workspace, WORKFLOW), TEXT)
  const running = await startLab({ workspace, serverUrl: SERVER })
  try {
    return { subjects: await runIn(running, workspace, folder), dispose }
  } catch (error) {
    await dispose()
    throw error
  } finally {
    await running.stop()
  }
}

const runIn = async (
  { lab, scheduler }: RunningLab,
  workspace: string,
  folder: string,
): Promise<readonly Subject[]> => {
  const started = await scheduler.run({
    file: join(workspace, WORKFLOW),
    path: WORKFLOW,
    event: undefined,
    fork: false,
  })
  if (started.kind === 'refused') throw new Error(started.messages.join('\n'))
  const { run, conclusion } = started.outcome
  const artifact = [...lab.state.artifacts.values()].find(({ name }) => name === `pipeline-trace-run-${run.id}-1`)
  const blob = artifact && lab.state.blobs.get(artifact.blobId)
  if (blob === undefined) throw new Error(`the run ended as ${conclusion} and left no run artifact`)
  const files = unzipSync(blob.bytes)
  const { owner, name } = lab.state.repository
  const repository = `${owner}/${name}`
  const common = {
    folder,
    repository,
    identity: `${SERVER}/${repository}/${WORKFLOW}@${run.ref}`,
    issuer: ISSUER,
    runInvocation: `${SERVER}/${repository}/actions/runs/${run.id}/attempts/1`,
    trustedRoot: lab.services.trustedRoot(),
    otherRoot: await otherRoot(),
  }
  return Promise.all(
    Object.keys(files)
      .filter(path => path.endsWith('.sigstore.json'))
      .sort()
      .map(async path => {
        const documentPath = path.replace(/\.sigstore\.json$/, '.json')
        const document = files[documentPath]
        const bundle = files[path]
        if (document === undefined || bundle === undefined) throw new Error(`${path} stands alone`)
        const file = join(folder, documentPath.replaceAll('/', '-'))
        await writeFile(file, document)
        const predicateType = path.startsWith('jobs/') ? JOB_PREDICATE_TYPE : RUN_PREDICATE_TYPE
        return {
          ...common,
          name: documentPath,
          file,
          bundle: JSON.parse(Buffer.from(bundle).toString()),
          predicateType,
        }
      }),
  )
}

/** The root of another Sigstore of the lab's kind, which signed nothing of this. */
const otherRoot = async (): Promise<unknown> =>
  (
    await createSigstore({ baseUrl: 'http://127.0.0.1:1/sigstore', serverUrl: SERVER, findToken: () => undefined })
  ).trustedRoot()
