/**
 * Returns a GitHub URI in a form for comparison. Server, owner and repository name are case-insensitive
 * (docs.github.com REST "Get a repository": names are not case sensitive); a file path and a ref after them are
 * case-sensitive.
 */
export const foldName = (uri: string): string => {
  const [whole = ''] = /^https?:\/\/[^/]{1,300}(?:\/[^/@]{1,200}){0,2}/.exec(uri) ?? []
  return whole.toLowerCase() + uri.slice(whole.length)
}

/** Returns the comparable form of `owner/name` without a server, and of the URI of a repository. */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Returns whether a signer is this workflow. Without a named ref, any ref matches. */
export const isWorkflow = (wanted: string, signer: string | undefined): boolean => {
  if (signer === undefined) return false
  const [asked, found] = [foldName(wanted), foldName(signer)]
  return found === asked || (!asked.includes('@') && found.startsWith(`${asked}@`))
}

/** A repository as a document claims it. */
export type ClaimedRepository = {
  /** URI */
  readonly uri: string
  readonly id: string
  /** URI of the run's workflow file, which begins with that of the repository. */
  readonly workflow: string | undefined
}

/** The repository fields of a certificate (sigstore/fulcio docs/oid-info.md, .12, .15 and .21). */
export type CertifiedRepository = {
  readonly sourceRepositoryUri?: string
  readonly sourceRepositoryId?: string
  readonly runInvocationUri?: string
}

/**
 * Returns a URI of the certificate in the spelling of the claims. A name may differ in case, and a repository may be
 * renamed between a claim and a signature while its id stays. Both differences are accepted only if the claims use one
 * name throughout and the certificate uses one name throughout; otherwise somebody combined two documents.
 */
export const asClaimed =
  (claimed: ClaimedRepository, identity: CertifiedRepository) =>
  (uri: string | undefined): string | undefined => {
    const source = identity.sourceRepositoryUri
    if (uri === undefined || source === undefined || !isSameRepository(claimed, identity)) return uri
    const [named, place] = [uri.slice(0, source.length), uri.slice(source.length)]
    return isSameName(named, source) && (place === '' || place.startsWith('/')) ? `${claimed.uri}${place}` : uri
  }

/** Returns whether both are the same repository, even under different names. */
export const isSameRepository = (
  { uri, id, workflow }: ClaimedRepository,
  { sourceRepositoryId, sourceRepositoryUri: source, runInvocationUri: run }: CertifiedRepository,
): boolean =>
  source !== undefined &&
  isConsistent(uri, workflow) &&
  isConsistent(source, run) &&
  (isSameName(source, uri) || (sourceRepositoryId === id && getOrigin(source) === getOrigin(uri)))

/** Renames the repository inside a URI of one of its files. */
export const isConsistent = (repository: string, inside: string | undefined): boolean =>
  inside === undefined || inside.startsWith(`${repository}/`)

const getOrigin = (uri: string): string => (URL.canParse(uri) ? new URL(uri).origin : uri)
