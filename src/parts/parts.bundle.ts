// What the shared bundle is made of. Each part is loaded when it is asked for, with the chunks that it needs, so that all
// of them can lie in one bundle and hold every library once. The small files in dist/<name>/ call these.

/** Runs the post step of the recorder. */
export const post = () => import('../recorder/post.ts')
/** Runs the report action. */
export const report = () => import('../report/main.ts')
/** Runs the command line. */
export const cli = () => import('../cli/main.ts')
/** The verifier as a library. */
export const verify = () => import('../trust/verify.bundle.ts')
/** GitHub's workflow parser, for what is not bundled: `#workflow-parser`. */
export const workflowParser = () => import('../sources/workflow-parser.bundle.ts')
