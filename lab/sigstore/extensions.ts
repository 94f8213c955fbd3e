/** One certificate extension; a legacy one holds the raw string, the others a DER UTF8String. */
export type Extension = { readonly oid: string; readonly value: string; readonly legacy: boolean }

const PREFIX = '1.3.6.1.4.1.57264.1'

/**
 * Fulcio's extensions for a GitHub Actions token, and the subject name (sigstore/fulcio docs/oid-info.md and
 * config/identity/config.yaml). A claim that the token lacks leaves its extension out.
 */
export const certificateNames = (
  claims: Readonly<Record<string, unknown>>,
  serverUrl: string,
): { readonly subjectAltName: string; readonly extensions: Extension[] } => {
  const claim = (name: string): string | undefined => {
    const value = claims[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const underServer = (path: string | undefined) => (path === undefined ? undefined : `${serverUrl}/${path}`)
  const runPath = [claim('repository'), claim('run_id'), claim('run_attempt')] as const
  const invocation = runPath.every(part => part !== undefined)
    ? underServer(`${runPath[0]}/actions/runs/${runPath[1]}/attempts/${runPath[2]}`)
    : undefined

  const raw: readonly (readonly [number, string | undefined])[] = [
    [1, claim('iss')],
    [2, claim('event_name')],
    [3, claim('sha')],
    [4, claim('workflow')],
    [5, claim('repository')],
    [6, claim('ref')],
  ]
  const der: readonly (readonly [number, string | undefined])[] = [
    [8, claim('iss')],
    [9, underServer(claim('job_workflow_ref'))],
    [10, claim('job_workflow_sha')],
    [11, claim('runner_environment')],
    [12, underServer(claim('repository'))],
    [13, claim('sha')],
    [14, claim('ref')],
    [15, claim('repository_id')],
    [16, underServer(claim('repository_owner'))],
    [17, claim('repository_owner_id')],
    [18, underServer(claim('workflow_ref'))],
    [19, claim('workflow_sha')],
    [20, claim('event_name')],
    [21, invocation],
    [22, claim('repository_visibility')],
    [23, claim('environment')],
    [24, claim('sub')],
  ]
  const toExtensions = (pairs: typeof raw, legacy: boolean): Extension[] =>
    pairs.flatMap(([arc, value]) => (value === undefined ? [] : [{ oid: `${PREFIX}.${arc}`, value, legacy }]))
  return {
    subjectAltName: underServer(claim('job_workflow_ref')) ?? claim('sub') ?? '',
    extensions: [...toExtensions(raw, true), ...toExtensions(der, false)],
  }
}
