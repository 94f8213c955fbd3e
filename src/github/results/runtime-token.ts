/**
 * Returns the results service's ids of this run and job from the runtime token's `scp` claim: one part is
 * `Actions.Results:<run>:<job>` (actions/toolkit packages/artifact/src/internal/shared/util.ts). The token is a
 * credential: no other part of it is read, and it is not kept. Returns undefined for any other text.
 */
export const parseRuntimeToken = (
  jwt: string,
): { readonly backendRunId: string; readonly backendJobId: string } | undefined => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const scopes = typeof claims === 'object' && claims !== null && 'scp' in claims ? claims.scp : undefined
    const scope = String(scopes)
      .split(' ')
      .find(part => part.startsWith('Actions.Results:'))
    const [, backendRunId, backendJobId, more] = scope?.split(':') ?? []
    if (backendRunId === undefined || backendJobId === undefined || more !== undefined) return undefined
    return ID.test(backendRunId) && ID.test(backendJobId) ? { backendRunId, backendJobId } : undefined
  } catch {
    return undefined
  }
}

const ID = /^[\w-]{1,64}$/
