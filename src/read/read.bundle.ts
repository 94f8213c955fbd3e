// Readers of documents for other programs: `import … from 'pipeline-trace/read'` (package.json "exports"), documented in
// docs/questions.md. Every export is part of the public interface: names may be added, and none may be removed.

export { readFindings, readHistory, readJobManifest, readRunManifest } from './read-document.ts'
export { isReadError } from './read-error.ts'
