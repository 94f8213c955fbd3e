import { withDeadline } from '../deadline.ts'
import { TraceError } from '../model/error.ts'
import type { KeylessPlan, SigningPlan } from './choose-signing.ts'
import { signWithKey } from './dsse.ts'
import { type IdTokenRequest, requestIdToken } from './id-token.ts'
import { PAYLOAD_TYPE } from './predicate-types.ts'

export type { IdTokenRequest } from './id-token.ts'

/** Fulcio's audience for GitHub's tokens (sigstore/fulcio config/identity/config.yaml, client-id). */
const AUDIENCE = 'sigstore'

/** One quick second try; @actions/attest's three cost 7 s on a refused connection. The deadline rules over both. */
const RETRY = { retries: 1, minTimeout: 200, maxTimeout: 400 }

/**
 * Signs a statement as the plan says, in at most `deadlineMs`, loading of the signing library included.
 * @param payload bytes of an in-toto statement (statement.ts)
 * @param idToken how to ask for the job's OIDC token; needed for a keyless plan
 * @returns the Sigstore bundle v0.3 as JSON text
 * @throws TraceError SIGNING (which service, which status) or DEADLINE. No token or key is in a message.
 */
export const signStatement = async (
  payload: Uint8Array,
  plan: Exclude<SigningPlan, { mode: 'none' }>,
  idToken: IdTokenRequest | undefined,
  deadlineMs: number,
): Promise<string> => {
  switch (plan.mode) {
    case 'key':
      return signWithKey(payload, plan.key)
    case 'keyless': {
      if (idToken === undefined)
        throw new TraceError('SIGNING', 'this job cannot ask for an id-token', {
          hint: 'Keyless signing needs `permissions: id-token: write` in this job',
        })
      return withDeadline('signing', deadlineMs, () => signKeyless(payload, plan, idToken, deadlineMs))
    }
  }
}

const signKeyless = async (
  payload: Uint8Array,
  plan: KeylessPlan,
  idToken: IdTokenRequest,
  timeout: number,
): Promise<string> => {
  // The token first, while the library loads: nothing else is worth doing without it.
  const [token, { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness }, { bundleToJSON }] = await Promise.all([
    requestIdToken(idToken, AUDIENCE, timeout),
    import('@sigstore/sign'),
    import('@sigstore/bundle'),
  ])
  const http = { retry: RETRY, timeout }
  const rekor =
    plan.rekorUrl === undefined ? [] : [new RekorWitness({ rekorBaseURL: withoutSlash(plan.rekorUrl), ...http })]
  const tsa = plan.tsaUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: withoutSlash(plan.tsaUrl), ...http })]
  const signer = new FulcioSigner({
    fulcioBaseURL: withoutSlash(plan.fulcioUrl),
    identityProvider: { getToken: async () => token },
    ...http,
  })
  try {
    const builder = new DSSEBundleBuilder({ signer, witnesses: [...rekor, ...tsa] })
    const bundle = await builder.create({ data: Buffer.from(payload), type: PAYLOAD_TYPE })
    return JSON.stringify(bundleToJSON(bundle))
  } catch (error) {
    throw new TraceError('SIGNING', describe(error, plan))
  }
}

/** The library's own messages are not used: one of them quotes the token. Its codes and statuses are enough. */
const describe = (error: unknown, plan: KeylessPlan): string => {
  const code = field(error, 'code')
  const status = field(field(error, 'cause'), 'statusCode')
  const said = typeof status === 'number' ? `answered ${status}` : 'did not answer'
  switch (code) {
    case 'CA_CREATE_SIGNING_CERTIFICATE_ERROR':
      return `the certificate authority ${plan.fulcioUrl} ${said}`
    case 'TLOG_CREATE_ENTRY_ERROR':
    case 'TLOG_FETCH_ENTRY_ERROR':
      return `the transparency log ${plan.rekorUrl ?? ''} ${said}`
    case 'TSA_CREATE_TIMESTAMP_ERROR':
      return `the timestamp authority ${plan.tsaUrl ?? ''} ${said}`
    default:
      return 'keyless signing failed'
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined

const withoutSlash = (url: string): string => (url.endsWith('/') ? url.slice(0, -1) : url)
