import { spawn } from 'node:child_process'
import { gunzipSync } from 'node:zlib'
import type { LabHandler, LabRequest, LabResponse } from '../http.ts'
import { GIT_ENVIRONMENT } from './snapshot.ts'

/** A push of the lab's own files is far under this. */
const MAX_REQUEST_BYTES = 64 * 1_048_576

export type GitServiceOptions = {
  /** `owner/repo` */
  readonly name: string
  /** The bare repository; undefined until a snapshot was made. */
  readonly folder: () => string | undefined
  /** Whether a bearer of a token, or nobody, may read. */
  readonly mayRead: (token: string | undefined) => boolean
}

/**
 * Answers fetches over HTTP: the smart protocol with git's own `upload-pack` behind it (git documentation
 * "http-protocol"). A push is not answered.
 */
export const gitService = ({ name, folder, mayRead }: GitServiceOptions): LabHandler => {
  const roots = [`/${name}/`, `/${name}.git/`]
  return async request => {
    const root = roots.find(one => request.path.startsWith(one))
    const repository = folder()
    if (root === undefined || repository === undefined) return undefined
    const operation = `${request.method} ${request.path.slice(root.length)}`
    const isAdvertised = operation === 'GET info/refs' && request.query.get('service') === 'git-upload-pack'
    if (!isAdvertised && operation !== 'POST git-upload-pack') return undefined
    if (!mayRead(tokenOf(request)))
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="GitHub"' }, body: '' }
    return isAdvertised ? advertise(repository, request) : uploadPack(repository, request)
  }
}

/** `Basic x-access-token:<token>`, as the checkout action sends it. */
const tokenOf = ({ headers }: LabRequest): string | undefined => {
  const basic = /^basic (.+)$/i.exec(headers['authorization'] ?? '')?.[1]
  if (basic === undefined) return undefined
  return Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':')
}

const advertise = async (repository: string, request: LabRequest): Promise<LabResponse> => {
  const refs = await runUploadPack(repository, ['--advertise-refs'], request, Buffer.alloc(0))
  const service = '# service=git-upload-pack\n'
  const head = `${(service.length + 4).toString(16).padStart(4, '0')}${service}0000`
  return answer('advertisement', Buffer.concat([Buffer.from(head), refs]))
}

const uploadPack = async (repository: string, request: LabRequest): Promise<LabResponse> => {
  const isPacked = request.headers['content-encoding'] === 'gzip'
  const body = isPacked ? gunzipSync(request.body, { maxOutputLength: MAX_REQUEST_BYTES }) : request.body
  return answer('result', await runUploadPack(repository, [], request, body))
}

const answer = (kind: 'advertisement' | 'result', body: Uint8Array): LabResponse => ({
  status: 200,
  headers: { 'content-type': `application/x-git-upload-pack-${kind}`, 'cache-control': 'no-cache' },
  body,
})

const runUploadPack = (
  repository: string,
  options: readonly string[],
  request: LabRequest,
  input: Uint8Array,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const child = spawn('git', ['upload-pack', '--stateless-rpc', ...options, repository], {
      env: { ...process.env, ...GIT_ENVIRONMENT, GIT_PROTOCOL: request.headers['git-protocol'] ?? '' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const chunks: Buffer[] = []
    child.on('error', reject)
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('close', () => resolve(Buffer.concat(chunks)))
    // A client that asks for a commit that is not there is told so and hung up on.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
