import { posix } from 'node:path'

/** A file at a commit, or at a ref if the commit is not known. */
export type FileAddress = {
  /** `owner/name` */
  readonly repository: string
  readonly path: string
  readonly ref: string | undefined
}

/** A `uses:` of a job: a file of the same repository and commit, or of another repository at a ref. */
export type CallReference =
  | { readonly kind: 'own'; readonly path: string }
  | { readonly kind: 'other'; readonly repository: string; readonly path: string; readonly ref: string }

/** `./.github/workflows/x.yml`, `$/…` (the calling file's own repository) or `owner/repo/.github/workflows/x.yml@ref`. */
export const parseCallReference = (uses: string): CallReference | undefined => {
  const at = uses.lastIndexOf('@')
  const isOwn = uses.startsWith('./') || uses.startsWith('$/')
  const [owner, name, ...rest] = (isOwn || at < 0 ? uses : uses.slice(0, at)).split('/')
  const path = posix.normalize(isOwn ? uses.slice(2) : rest.join('/'))
  if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return undefined
  if (isOwn) return { kind: 'own', path }
  if (at < 0 || !owner || !name) return undefined
  return { kind: 'other', repository: `${owner}/${name}`, path, ref: uses.slice(at + 1) }
}

/**
 * Resolves a reference. `./` means the repository and commit of the file that contains it, even inside a called file of
 * another repository (actions/runner src/Sdk/WorkflowParser/Conversion/ReusableWorkflowsLoader.cs
 * FullyQualifyWorkflowRef).
 */
export const toAddress = (call: CallReference, caller: FileAddress): FileAddress =>
  call.kind === 'own'
    ? { repository: caller.repository, path: call.path, ref: caller.ref }
    : { repository: call.repository, path: call.path, ref: call.ref }

/** Reads one of the run's `referenced_workflows`: `owner/repo/.github/workflows/x.yml@ref` with its commit. */
export type CalledWorkflow = {
  readonly path: string
  readonly sha: string
  readonly ref?: string | undefined
}

/**
 * Returns the commit at which the run read a called file. An entry of another ref is accepted only if the file was read
 * at one commit, since the caller's own commit may be an inference.
 */
export const shaOfCalled = (referenced: readonly CalledWorkflow[], file: FileAddress): string | undefined => {
  const ofFile = referenced.flatMap(({ path, sha }) => {
    const at = path.lastIndexOf('@')
    return at > 0 && isSame(path.slice(0, at), `${file.repository}/${file.path}`)
      ? [{ ref: path.slice(at + 1), sha }]
      : []
  })
  const exact = ofFile.find(({ ref }) => ref === file.ref)
  if (exact !== undefined) return exact.sha
  const [sha, ...others] = new Set(ofFile.map(entry => entry.sha))
  return others.length === 0 ? sha : undefined
}

/** Compares owner and name of a repository, which are case-insensitive. */
const isSame = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()
