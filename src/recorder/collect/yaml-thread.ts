import { Worker } from 'node:worker_threads'
import { LIMITS } from '../../core/limits.ts'
import type { Reading } from '../../schema/values/fact.ts'
import type { MatrixLeg } from '../../workflow/matrix.ts'
import type { LegRequest } from '../../workflow/matrix-leg.ts'
import type { LabelsFacts, LabelsRequest } from '../../workflow/workflow-labels.ts'
import type { NamedImage } from '../../workspace/image-reference.ts'

/** The request to read the workflow file, or the kustomizations that an input names. */
export type ThreadRequest =
  | { readonly kind: 'labels'; readonly request: LabelsRequest }
  | { readonly kind: 'leg'; readonly request: LegRequest }
  | { readonly kind: 'kustomizations'; readonly request: readonly string[] }

/** The answer to each kind of request. */
type Answers = {
  readonly labels: Reading<LabelsFacts>
  readonly leg: MatrixLeg
  readonly kustomizations: readonly (readonly NamedImage[] | undefined)[]
}

/**
 * Reads YAML files in a thread of its own. GitHub's YAML reader cannot be interrupted, and a hundred kilobytes of
 * anchors or closing brackets keep it busy for minutes. A thread can be ended. `program` is the program of this
 * process; it detects that it runs as a thread (src/recorder/post-work.ts).
 */
export const readInThread = async <R extends ThreadRequest>(
  program: string,
  request: R,
  signal: AbortSignal,
): Promise<Answers[R['kind']]> => {
  const thread = new Worker(program, {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.yamlThreadMegabytes },
    // The output is captured and discarded, so that no library prints into the log of the job.
    stdout: true,
    stderr: true,
  })
  signal.addEventListener('abort', () => void thread.terminate())
  try {
    return await new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('the thread ended without an answer')))
    })
  } finally {
    void thread.terminate()
  }
}
