import type { Check } from '../../schema/run/run-manifest.ts'
import { fail, notApplicable, pass } from '../check.ts'

/**
 * The signer, as the certificate authority wrote it after checking GitHub's token (sigstore/fulcio docs/oid-info.md,
 * OIDs 1.3.6.1.4.1.57264.1.8 to .24). No extension names the job.
 */
export type CertificateIdentity = {
  /** Subject alternative name: for GitHub it equals `buildSignerUri`. */
  readonly san: string
  readonly issuer: string
  /** The values of the deprecated extensions .1 to .6, as raw strings; only those that are present. */
  readonly deprecated?: DeprecatedExtensions
} & { readonly [K in (typeof EXTENSIONS)[keyof typeof EXTENSIONS]]?: string }

const EXTENSIONS = {
  9: 'buildSignerUri',
  10: 'buildSignerDigest',
  11: 'runnerEnvironment',
  12: 'sourceRepositoryUri',
  13: 'sourceRepositoryDigest',
  14: 'sourceRepositoryRef',
  15: 'sourceRepositoryId',
  16: 'sourceRepositoryOwnerUri',
  17: 'sourceRepositoryOwnerId',
  18: 'buildConfigUri',
  19: 'buildConfigDigest',
  20: 'buildTrigger',
  21: 'runInvocationUri',
  22: 'sourceRepositoryVisibility',
  23: 'deploymentEnvironment',
  24: 'tokenSubject',
} as const

const DEPRECATED = {
  1: 'issuer',
  2: 'trigger',
  3: 'sha',
  4: 'workflowName',
  5: 'repository',
  6: 'ref',
} as const

/** `workflowName` has no newer extension. */
export type DeprecatedExtensions = { readonly [K in (typeof DEPRECATED)[keyof typeof DEPRECATED]]?: string }

const FULCIO_ARC = '1.3.6.1.4.1.57264.1.'
const ISSUER = 8

/** One extension of a verified leaf certificate. */
export type CertificateExtension = { readonly oid: string; readonly value: Uint8Array }

/** Reads the identity of a verified leaf certificate. A value that is no UTF-8 string of DER is left out. */
export const readCertificateIdentity = (
  san: string | undefined,
  extensions: readonly CertificateExtension[],
): CertificateIdentity | undefined => {
  const find = (arc: number) => extensions.find(({ oid }) => oid === `${FULCIO_ARC}${arc}`)?.value
  const raw = Object.entries(DEPRECATED).flatMap(([arc, name]) => {
    const value = decode(find(Number(arc)))
    return value === undefined ? [] : [[name, value] as const]
  })
  const deprecated: DeprecatedExtensions = Object.fromEntries(raw)
  const issuer = readUtf8String(find(ISSUER)) ?? deprecated.issuer
  if (san === undefined || issuer === undefined) return undefined
  const named = Object.entries(EXTENSIONS).flatMap(([arc, name]) => {
    const value = readUtf8String(find(Number(arc)))
    return value === undefined ? [] : [[name, value] as const]
  })
  return { san, issuer, deprecated: raw.length === 0 ? undefined : deprecated, ...Object.fromEntries(named) }
}

const DER_UTF8_STRING = 0x0c

/**
 * Reads a DER UTF8String whose length matches its content exactly (X.690 §8.1.3; short form, and long form of one or
 * two bytes).
 */
const readUtf8String = (der: Uint8Array | undefined): string | undefined => {
  if (der === undefined || der[0] !== DER_UTF8_STRING) return undefined
  const [, first = 0, second = 0, third = 0] = der
  const [start, length] =
    first < 0x80 ? [2, first] : first === 0x81 ? [3, second] : first === 0x82 ? [4, second * 256 + third] : [0, -1]
  return der.byteLength === start + length ? decode(der.subarray(start)) : undefined
}

const decode = (bytes: Uint8Array | undefined): string | undefined => {
  if (bytes === undefined) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

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
