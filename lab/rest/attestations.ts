import { json, type LabResponse } from '../http.ts'
import { refused } from './answer.ts'
import { repositoryUrl } from './bodies/repository.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'

const READ: Permission = { key: 'attestations', access: 'read' }
const WRITE: Permission = { key: 'attestations', access: 'write' }

type Attestation = {
  readonly id: number
  readonly bundle: unknown
  readonly digests: readonly string[]
  readonly predicateType: string
}

/** Bundles by the digests of their subjects. They are the routes' own: nothing else of the lab looks at them. */
export const attestationRoutes = (): readonly Route[] => {
  const stored: Attestation[] = []

  const create = (call: Call): LabResponse => {
    const { bundle } = call.body as { readonly bundle?: { readonly dsseEnvelope?: { readonly payload?: string } } }
    const statement = readStatement(bundle?.dsseEnvelope?.payload)
    if (statement === undefined) return refused(422, 'Invalid bundle: no in-toto statement')
    const id = call.context.state.nextId()
    stored.push({ id, bundle, ...statement })
    return json(201, { id })
  }

  const list = (call: Call): LabResponse => {
    const digest = call.params['subject_digest'] ?? ''
    const predicateType = call.query.get('predicate_type')
    const found = stored.filter(
      one => one.digests.includes(digest) && (predicateType === null || one.predicateType === predicateType),
    )
    // GitHub answers 404 when there is none (actions/toolkit and cli/cli both treat it so).
    if (found.length === 0) return refused(404, 'Not Found')
    const attestations = found.map(one => ({
      bundle: one.bundle,
      repository_id: call.context.state.repository.id,
      bundle_url: `${repositoryUrl(call.context)}/attestations/bundles/${one.id}`,
      initiator: 'user',
    }))
    return json(200, { attestations: attestations.slice(0, Number(call.query.get('per_page') ?? 30)) })
  }

  return [
    repositoryRoute('POST /attestations', WRITE, create),
    repositoryRoute('GET /attestations/{subject_digest}', READ, list),
  ]
}

const readStatement = (
  payload: string | undefined,
): { readonly digests: readonly string[]; readonly predicateType: string } | undefined => {
  try {
    const statement = JSON.parse(Buffer.from(payload ?? '', 'base64').toString('utf8')) as {
      readonly predicateType: string
      readonly subject: readonly { readonly digest: Readonly<Record<string, string>> }[]
    }
    const digests = statement.subject.map(one => `sha256:${one.digest['sha256'] ?? ''}`)
    return { digests, predicateType: statement.predicateType }
  } catch {
    return undefined
  }
}
