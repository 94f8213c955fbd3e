/**
 * A URI of GitHub's for comparing: server, owner and name of the repository are the same in any case (docs.github.com REST
 * "Get a repository": names are not case sensitive), the path of a file and a ref below it are not.
 */
export const foldName = (uri: string): string => {
  const [whole = ''] = /^https?:\/\/[^/]{1,300}(?:\/[^/@]{1,200}){0,2}/.exec(uri) ?? []
  return whole.toLowerCase() + uri.slice(whole.length)
}

/** The same for `owner/name` without a server, and for the URI of a repository. */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Whether a signer is this workflow: at any ref where none was named. */
export const isWorkflow = (wanted: string, signer: string | undefined): boolean => {
  if (signer === undefined) return false
  const [asked, found] = [foldName(wanted), foldName(signer)]
  return found === asked || (!asked.includes('@') && found.startsWith(`${asked}@`))
}

/** A repository as something claims it. */
export type ClaimedRepository = {
  /** URI */
  readonly uri: string
  readonly id: string
  /** URI of the run's workflow file, which begins with that of the repository. */
  readonly workflow: string | undefined
}

/** What a certificate says of a repository (sigstore/fulcio docs/oid-info.md, .12, .15 and .21). */
export type CertifiedRepository = {
  readonly sourceRepositoryUri?: string
  readonly sourceRepositoryId?: string
  readonly runInvocationUri?: string
}

/**
 * A URI of the certificate as the claims spell it. A name may be written in other letters, and a repository may be renamed
 * between a claim and a signature, while its id stays. Both only count where the claims use one name throughout, and so
 * does the certificate: else somebody put two of them together.
 */
export const asClaimed =
  (claimed: ClaimedRepository, identity: CertifiedRepository) =>
  (uri: string | undefined): string | undefined => {
    const source = identity.sourceRepositoryUri
    if (uri === undefined || source === undefined || !isSameRepository(claimed, identity)) return uri
    const [named, place] = [uri.slice(0, source.length), uri.slice(source.length)]
    return isSameName(named, source) && (place === '' || place.startsWith('/')) ? `${claimed.uri}${place}` : uri
  }

/** The same repository, whatever it is called in either place. */
export const isSameRepository = (
  { uri, id, workflow }: ClaimedRepository,
  { sourceRepositoryId, sourceRepositoryUri: source, runInvocationUri: run }: CertifiedRepository,
): boolean =>
  source !== undefined &&
  isConsistent(uri, workflow) &&
  isConsistent(source, run) &&
  (isSameName(source, uri) || (sourceRepositoryId === id && getOrigin(source) === getOrigin(uri)))

/** What is in a repository is named as the repository is. */
export const isConsistent = (repository: string, inside: string | undefined): boolean =>
  inside === undefined || inside.startsWith(`${repository}/`)

const getOrigin = (uri: string): string => (URL.canParse(uri) ? new URL(uri).origin : uri)
