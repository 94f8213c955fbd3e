import type { Check } from '../../schema/run/run-manifest.ts'
import { fail, notApplicable, pass } from '../verdict.ts'
import type { CertificateIdentity } from './certificate-identity.ts'

/**
 * Checks that the certificate is consistent: the subject name is the build signer, and the deprecated extensions .1,
 * .2, .3, .5 and .6 equal the newer ones (sigstore/fulcio docs/oid-info.md: the same claims of the token fill both).
 * Some verifiers read the old extensions and some the new ones, so an inconsistent certificate would have two
 * identities.
 */
export const checkExtensions = (identity: CertificateIdentity): Check => {
  const { deprecated = {} } = identity
  const pairs: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['subject name and .9', identity.san, identity.buildSignerUri],
    ['.1 and .8', deprecated.issuer, identity.issuer],
    ['.2 and .20', deprecated.trigger, identity.buildTrigger],
    ['.3 and .13', deprecated.sha, identity.sourceRepositoryDigest],
    ['.5 and .12', deprecated.repository, findPath(identity.sourceRepositoryUri)],
    ['.6 and .14', deprecated.ref, identity.sourceRepositoryRef],
    ['.12 and .16', findOwner(identity.sourceRepositoryUri), identity.sourceRepositoryOwnerUri],
    ['.12 and .21', identity.sourceRepositoryUri, identity.runInvocationUri?.split('/actions/runs/')[0]],
  ]
  const both = pairs.filter(([, one, other]) => one !== undefined && other !== undefined)
  const differing = both.find(([, one, other]) => one !== other)
  if (differing !== undefined)
    return fail('certificate-extensions', `${differing[0]}: ${differing[1] ?? ''} is not ${differing[2] ?? ''}`)
  return both.length === 0
    ? notApplicable('certificate-extensions', 'no extension says the same as another')
    : pass('certificate-extensions', `agree: ${both.map(([name]) => name).join(', ')}`)
}

/** Returns `owner/name` from the URI of a repository. */
const findPath = (uri: string | undefined): string | undefined =>
  uri !== undefined && URL.canParse(uri) ? new URL(uri).pathname.slice(1) : undefined

const findOwner = (uri: string | undefined): string | undefined => uri?.split('/').slice(0, -1).join('/')
