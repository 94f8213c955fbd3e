import { sha256Hex } from '../digest.ts'
import type { Environment } from '../env.ts'
import { BUDGETS } from '../model/budgets.ts'
import { toCanonicalJson } from '../model/canonical-json.ts'
import { toOneLine } from '../model/error.ts'
import type { JobManifest, SigningState } from '../model/job-manifest.ts'
import type { EventFacts } from '../sources/event-file.ts'
import { chooseSigning, type SigningPlan } from '../trust/choose-signing.ts'
import { type IdTokenRequest, signStatement } from '../trust/sign.ts'
import { jobStatement } from '../trust/statement.ts'
import type { RecorderInputs } from './inputs.ts'

/** The manifest in its final bytes, with its bundle where it was signed. */
export type Sealed = {
  readonly manifest: JobManifest
  readonly bytes: Uint8Array
  readonly digestHex: string
  readonly bundleText: string | undefined
  /** Why a signing that was planned did not happen. */
  readonly fault: string | undefined
}

/**
 * Builds the manifest for the signing that is planned and signs it. The manifest says how it was signed, so where that
 * fails it is built once more as unsigned, with the reason.
 */
export const sealJob = async (
  inputs: RecorderInputs,
  environment: Environment,
  visibility: EventFacts['visibility'],
  build: (signing: SigningState) => JobManifest,
  remaining: () => number,
): Promise<Sealed> => {
  const plan = planOf(inputs, environment, visibility)
  const built = finish(build(plan.state))
  if (plan.mode === 'none') return built
  try {
    const payload = jobStatement(built.manifest, built.digestHex, built.bytes.byteLength)
    const deadline = Math.min(BUDGETS.signing, remaining())
    const bundleText = await signStatement(payload, plan, idTokenOf(environment), deadline)
    return { ...built, bundleText }
  } catch (error) {
    const reason = plan.mode === 'key' ? 'key-unusable' : 'service-unavailable'
    return { ...finish(build({ mode: 'none', reason })), fault: `manifest not signed: ${toOneLine(error)}` }
  }
}

const finish = (manifest: JobManifest): Sealed => {
  const bytes = new TextEncoder().encode(toCanonicalJson(manifest))
  return { manifest, bytes, digestHex: sha256Hex(bytes), bundleText: undefined, fault: undefined }
}

const planOf = (inputs: RecorderInputs, environment: Environment, visibility: EventFacts['visibility']): SigningPlan =>
  chooseSigning({
    where: 'recorder',
    signing: inputs.signing,
    key: inputs.signingKey,
    idTokenAvailable: idTokenOf(environment) !== undefined,
    visibility,
    serverUrl: environment['GITHUB_SERVER_URL'] ?? '',
    fulcioUrl: inputs.fulcioUrl,
    rekorUrl: inputs.rekorUrl,
    tsaUrl: inputs.tsaUrl,
    publicLog: inputs.publicLog,
  })

const idTokenOf = (environment: Environment): IdTokenRequest | undefined => {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment
  return url === undefined || token === undefined ? undefined : { url, token }
}
