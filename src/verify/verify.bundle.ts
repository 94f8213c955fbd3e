// The verifier for other programs: `import … from 'pipeline-trace/verify'` (package.json "exports"), documented in
// docs/verify.md. Every export is part of the public interface: names may be added, and none may be removed.

export { readTrustedRoots } from './bundle/trusted-roots.ts'
export { CHECK_IDS } from './check.ts'
export { filesInMemory, verifyTarget } from './verify-target.ts'
