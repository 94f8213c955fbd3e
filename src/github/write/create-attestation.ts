import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { describeStatus, type HttpClient } from '../../io/http/http-client.ts'
import { VERSION } from '../../schema/values/version.ts'

export type AttestationTarget = {
  readonly apiUrl: string
  /** `owner/name` */
  readonly repository: string
  readonly token: string
  readonly http: HttpClient
}

/**
 * Stores a bundle in GitHub's attestation API, where `gh attestation verify` finds it by the digest of each subject:
 * POST /repos/{owner}/{repo}/attestations, 201; needs `attestations: write` (actions/attest README.md). It makes one
 * try, since a second one could store the bundle twice.
 * @throws TraceError UPLOAD with the status, or DEADLINE, PROXY, HTTP of the exchange.
 */
export const createAttestation = async (
  { apiUrl, repository, token, http }: AttestationTarget,
  bundleText: string,
  deadlineMs: number,
): Promise<void> => {
  const answer = await http.request({
    service: 'attestations',
    what: 'the attestation was not stored',
    url: `${apiUrl.replace(/\/$/, '')}/repos/${repository}/attestations`,
    call: {
      method: 'POST',
      body: `{"bundle":${bundleText}}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'content-type': 'application/json',
        'user-agent': `pipeline-trace/${VERSION}`,
        'x-github-api-version': '2022-11-28',
      },
    },
    deadlineMs,
    maxBytes: LIMITS.restBody,
  })
  if (answer.status !== 201)
    throw new TraceError('UPLOAD', `the attestation was not stored: ${describeStatus(answer)}`, {
      hint: describeRemedy(answer.status),
    })
}

const describeRemedy = (status: number): string => {
  switch (status) {
    case 401:
      return 'The token is not valid: leave input `token` at its default'
    case 403:
    case 404:
      return 'Add `attestations: write` to the permissions of this job; private repositories need GitHub Enterprise Cloud'
    default:
      return 'The signed manifest is in the artifact all the same'
  }
}
