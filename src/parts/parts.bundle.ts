// What the shared bundle is made of. Each part is loaded when it is asked for, with the chunks that it needs, so that all
// of them can be in one bundle and hold every library once. The small files in dist/<name>/ call these.

/** Does the work of the recorder's post step. */
export const postWork = () => import('../recorder/post-work.ts')
/** Does the work of the report action. */
export const reportWork = () => import('../report/main-work.ts')
/** Observes deployment targets for the converge action. */
export const converge = () => import('../observer/main.ts')
/** Runs the command line. */
export const cli = () => import('../cli/main.ts')
/** The verifier as a library. */
export const verify = () => import('../verify/verify.bundle.ts')
/** The readers of documents as a library. */
export const read = () => import('../read/read.bundle.ts')
/** GitHub's workflow parser, for what is not bundled: `#workflow-parser`. */
export const workflowParser = () => import('../workflow/workflow-parser.bundle.ts')
