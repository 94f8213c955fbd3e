import { setImmediate } from 'node:timers/promises'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { readEnvironment } from '../io/env.ts'
import { readChildEnvironment } from '../process/child-environment.ts'
import { report, startSupervised } from '../process/supervised.ts'
import { askEarly } from './collect/early-listing.ts'
import type { ThreadRequest } from './collect/yaml-thread.ts'
import { runSafely } from './guard.ts'

/** Records the job. */
const work = async (): Promise<void> => {
  const [, program = '', extent, leftMs] = process.argv
  const remaining = startSupervised(Number(leftMs))
  const environment = readChildEnvironment(readEnvironment())
  const early = askEarly(environment, Date.now)
  // Loading the rest of the bundle blocks the event loop, so the connection starts before it.
  await setImmediate()
  await setImmediate()
  const { recordJob } = await import('./record-job.ts')
  const { argv0, execPath } = process
  await recordJob({
    ...{ environment, argv0, execPath, program, early, remaining, report },
    now: Date.now,
    extent: extent === 'least' ? 'least' : 'whole',
  })
}

/** Answers the requests of yaml-thread.ts. */
const answerThread = async ({ kind, request }: ThreadRequest): Promise<unknown> => {
  switch (kind) {
    case 'labels': {
      const { readWorkflowLabels } = await import('../workflow/workflow-labels.ts')
      return readWorkflowLabels(request)
    }
    case 'leg': {
      const { readLegInFile } = await import('../workflow/matrix-leg.ts')
      return readLegInFile(request)
    }
    case 'kustomizations': {
      const { readKustomization } = await import('../workspace/kustomized-images.ts')
      return Promise.all(request.map(readKustomization))
    }
  }
}

// The work of post. post.ts starts it with the extent of the reading and the remaining milliseconds. It also runs as a
// thread that reads YAML (yaml-thread.ts).
if (isMainThread) {
  await runSafely(work)
  // A toolkit client that still retries must not hold the job.
  process.exit(0)
} else {
  parentPort?.postMessage(await answerThread(workerData))
}
