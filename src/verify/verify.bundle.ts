// The verifier for other programs: `import … from 'pipeline-trace/verify'` (package.json "exports"), documented in
// docs/verify.md. Whatever stands here is an interface: names may come, none may go.

export { readTrustedRoots } from './bundle/trusted-roots.ts'
export { CHECK_IDS } from './check-ids.ts'
export { filesInMemory, verifyTarget } from './verify-target.ts'
