import type { SigningState } from '../schema/job/job-manifest.ts'

export type SigningRequest = {
  readonly where: 'recorder' | 'report'
  readonly signing: 'auto' | 'keyless' | 'key' | 'none'
  /** PKCS#8 PEM; '' = none. */
  readonly key: string
  readonly idTokenAvailable: boolean
  readonly visibility: 'public' | 'private' | 'internal' | 'other' | undefined
  readonly serverUrl: string
  /** Addresses of a private Sigstore; '' = none. */
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
  readonly publicLog: boolean
}

export type KeylessPlan = {
  readonly mode: 'keyless'
  readonly state: SigningState
  readonly fulcioUrl: string
  /** Absent: nothing is sent to a transparency log. */
  readonly rekorUrl?: string
  readonly tsaUrl?: string
}
export type KeyPlan = { readonly mode: 'key'; readonly state: SigningState; readonly key: string }
export type NoPlan = { readonly mode: 'none'; readonly state: SigningState }
export type SigningPlan = KeylessPlan | KeyPlan | NoPlan

/**
 * Decides how to sign, and gives the reason. It never replaces a mode silently: a mode that was requested by name and
 * is not possible becomes `none` with the reason.
 *
 * `auto` in a recorder means a given key, and keyless only with a private Sigstore: with `id-token: write` in a build
 * job every step of it can sign with the same identity (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs puts
 * the request token into the environment of run steps). `auto` in the report means keyless if possible, else a given
 * key.
 */
export const chooseSigning = (request: SigningRequest): SigningPlan => {
  switch (request.signing) {
    case 'none':
      return unsigned('switched-off')
    case 'key':
      return withKey(request, 'requested') ?? unsigned('key-unusable')
    case 'keyless':
      return keyless(request, 'requested')
    case 'auto':
      return request.where === 'recorder' ? automaticInJob(request) : automaticInReport(request)
  }
}

const automaticInJob = (request: SigningRequest): SigningPlan =>
  withKey(request, 'automatic') ??
  (request.fulcioUrl === '' ? unsigned('not-requested-in-build-job') : keyless(request, 'automatic'))

const automaticInReport = (request: SigningRequest): SigningPlan => {
  const plan = keyless(request, 'automatic')
  return plan.mode === 'keyless' ? plan : (withKey(request, 'automatic') ?? plan)
}

const withKey = (request: SigningRequest, reason: SigningState['reason']): KeyPlan | undefined =>
  request.key === '' ? undefined : { mode: 'key', state: { mode: 'key', reason }, key: request.key }

const keyless = (request: SigningRequest, reason: SigningState['reason']): SigningPlan => {
  if (!request.idTokenAvailable) return unsigned('no-id-token-permission')
  const instance = chooseInstance(request)
  if (instance === undefined) return unsigned('no-private-sigstore')
  const isPublic = request.visibility === 'public' || request.publicLog
  if (!isPublic && Object.values(instance).some(publishesIdentity))
    return unsigned('private-identity-not-for-public-log')
  return { mode: 'keyless', state: { mode: 'keyless', reason }, ...instance }
}

type Instance = Pick<KeylessPlan, 'fulcioUrl' | 'rekorUrl' | 'tsaUrl'>

const PUBLIC_GOOD: Instance = { fulcioUrl: 'https://fulcio.sigstore.dev', rekorUrl: 'https://rekor.sigstore.dev' }

/**
 * Returns the Sigstore instance: explicit addresses, else the public good instance for a public repository, else
 * GitHub's own instance, which has a timestamp authority and no log (actions/toolkit packages/attest/src/endpoints.ts).
 * An unknown or internal visibility counts as private. Returns undefined for explicit addresses that cannot give a
 * certificate with a time, and for a server that GitHub's instance does not serve (GHES, the lab).
 */
const chooseInstance = (request: SigningRequest): Instance | undefined => {
  const { fulcioUrl, rekorUrl, tsaUrl } = request
  if (fulcioUrl !== '' || rekorUrl !== '' || tsaUrl !== '') {
    if (fulcioUrl === '' || (rekorUrl === '' && tsaUrl === '')) return undefined
    return { fulcioUrl, rekorUrl: rekorUrl === '' ? undefined : rekorUrl, tsaUrl: tsaUrl === '' ? undefined : tsaUrl }
  }
  const host = toHost(request.serverUrl)
  if (host.endsWith('.ghe.com')) return { fulcioUrl: `https://fulcio.${host}`, tsaUrl: `https://timestamp.${host}` }
  if (host !== 'github.com') return undefined
  return request.visibility === 'public' || request.publicLog
    ? PUBLIC_GOOD
    : { fulcioUrl: 'https://fulcio.githubapp.com', tsaUrl: 'https://timestamp.githubapp.com' }
}

/** The public good's Rekor, and its Fulcio through certificate transparency, publish the identity permanently. */
const publishesIdentity = (url: string): boolean => /(^|\.)sigst(ore|age)\.dev$/.test(toHost(url))

/**
 * Returns the host, '' for a text that is no address. A root dot at the end is removed: `rekor.sigstore.dev.` is the
 * same host.
 */
const toHost = (url: string): string => {
  try {
    return new URL(url).hostname.replace(/\.$/, '')
  } catch {
    return ''
  }
}

const unsigned = (reason: SigningState['reason']): NoPlan => ({ mode: 'none', state: { mode: 'none', reason } })
