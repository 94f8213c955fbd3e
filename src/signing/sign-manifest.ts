import { BUDGETS } from '../core/budgets.ts'
import { toCanonicalJson } from '../core/canonical-json.ts'
import { toOneLine } from '../core/error.ts'
import { sha256Hex } from '../io/digest.ts'
import type { Environment } from '../io/env.ts'
import type { HttpClient } from '../io/http/http-client.ts'
import type { JobManifest, SigningState } from '../schema/job/job-manifest.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { chooseSigning, type SigningPlan, type SigningRequest } from './choose-signing.ts'
import { type IdTokenRequest, signStatement } from './sign.ts'

/** A manifest in its final bytes, with its bundle if it was signed. */
export type Signed<T> = T & {
  readonly bytes: Uint8Array
  readonly digestHex: string
  readonly bundleText: string | undefined
  /** The reason why a planned signing did not happen. */
  readonly fault: string | undefined
}

/** The signer, its material, and its environment. */
export type Signer = Pick<SigningRequest, 'where' | 'visibility' | 'serverUrl'> & {
  readonly inputs: SigningInputs
  readonly environment: Environment
  readonly http: HttpClient
}

/** The inputs that `action.yml` and `report/action.yml` have in common. */
export type SigningInputs = Pick<SigningRequest, 'signing' | 'fulcioUrl' | 'rekorUrl' | 'tsaUrl' | 'publicLog'> & {
  readonly signingKey: string
}

/** The document to sign: `build` makes it for a given signing, `statement` makes the statement about it. */
export type Draft<T extends { readonly manifest: JobManifest | RunManifest }> = {
  readonly build: (signing: SigningState) => T
  readonly statement: (built: T, digestHex: string, sizeBytes: number) => Uint8Array
}

/**
 * Builds the manifest for the planned signing and signs it. The manifest states how it was signed. If signing fails,
 * the function builds the manifest again as unsigned, with the reason. An outage costs BUDGETS.signing at most.
 * @param remaining returns the milliseconds that are left when signing begins
 */
export const signManifest = async <T extends { readonly manifest: JobManifest | RunManifest }>(
  signer: Signer,
  { build, statement }: Draft<T>,
  remaining: () => number,
): Promise<Signed<T>> => {
  const idToken = findIdToken(signer.environment)
  const plan = planSigning(signer, idToken !== undefined)
  const built = unsigned(build(plan.state))
  if (plan.mode === 'none') return built
  try {
    const payload = statement(built, built.digestHex, built.bytes.byteLength)
    const deadline = Math.min(BUDGETS.signing, remaining())
    return { ...built, bundleText: await signStatement(payload, plan, idToken, deadline, signer.http) }
  } catch (error) {
    const reason = plan.mode === 'key' ? 'key-unusable' : 'service-unavailable'
    return { ...unsigned(build({ mode: 'none', reason })), fault: `manifest not signed: ${toOneLine(error)}` }
  }
}

const unsigned = <T extends { readonly manifest: object }>(built: T): Signed<T> => {
  const bytes = new TextEncoder().encode(toCanonicalJson(built.manifest))
  return { ...built, bytes, digestHex: sha256Hex(bytes), bundleText: undefined, fault: undefined }
}

const planSigning = ({ where, visibility, serverUrl, inputs }: Signer, idTokenAvailable: boolean): SigningPlan => {
  const { signing, signingKey: key, fulcioUrl, rekorUrl, tsaUrl, publicLog } = inputs
  return chooseSigning({
    where,
    signing,
    key,
    idTokenAvailable,
    visibility,
    serverUrl,
    fulcioUrl,
    rekorUrl,
    tsaUrl,
    publicLog,
  })
}

const findIdToken = (environment: Environment): IdTokenRequest | undefined => {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment
  return url === undefined || token === undefined ? undefined : { url, token }
}
