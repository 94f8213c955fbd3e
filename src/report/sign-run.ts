import { sha256Hex } from '../digest.ts'
import { BUDGETS } from '../model/budgets.ts'
import { toCanonicalJson } from '../model/canonical-json.ts'
import { toOneLine } from '../model/error.ts'
import type { SigningState } from '../model/job-manifest.ts'
import { chooseSigning, type SigningPlan } from '../trust/choose-signing.ts'
import { type IdTokenRequest, signStatement } from '../trust/sign.ts'
import { runStatement } from '../trust/statement.ts'
import type { World } from './connect.ts'
import type { Merged } from './merge/merge-run.ts'

/** The run manifest in its final bytes, with its bundle where it was signed. */
export type Sealed = Merged & {
  readonly bytes: Uint8Array
  readonly bundleText: string | undefined
  /** Why a signing that was planned did not happen. */
  readonly fault: string | undefined
}

/**
 * Builds the manifest for the signing that is planned and signs it. The manifest states how it was signed, so where
 * signing fails it is built once more as unsigned, with the reason. An outage costs BUDGETS.signing at most.
 */
export const sealRun = async (world: World, build: (signing: SigningState) => Merged): Promise<Sealed> => {
  const plan = planOf(world)
  const merged = build(plan.state)
  const bytes = toBytes(merged)
  if (plan.mode === 'none') return { ...merged, bytes, bundleText: undefined, fault: undefined }
  try {
    const payload = runStatement(merged.manifest, sha256Hex(bytes), bytes.byteLength)
    const bundleText = await signStatement(payload, plan, idTokenOf(world), BUDGETS.signing)
    return { ...merged, bytes, bundleText, fault: undefined }
  } catch (error) {
    const reason = plan.mode === 'key' ? 'key-unusable' : 'service-unavailable'
    const unsigned = build({ mode: 'none', reason })
    return { ...unsigned, bytes: toBytes(unsigned), bundleText: undefined, fault: `unsigned: ${toOneLine(error)}` }
  }
}

const planOf = (world: World): SigningPlan => {
  const { inputs, event, serverUrl } = world
  return chooseSigning({
    where: 'report',
    signing: inputs.signing,
    key: inputs.signingKey,
    idTokenAvailable: idTokenOf(world) !== undefined,
    visibility: event.visibility,
    serverUrl,
    fulcioUrl: inputs.fulcioUrl,
    rekorUrl: inputs.rekorUrl,
    tsaUrl: inputs.tsaUrl,
    publicLog: inputs.publicLog,
  })
}

const idTokenOf = ({ environment }: World): IdTokenRequest | undefined => {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment
  return url === undefined || token === undefined ? undefined : { url, token }
}

const toBytes = ({ manifest }: Merged): Uint8Array => new TextEncoder().encode(toCanonicalJson(manifest))
