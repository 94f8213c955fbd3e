import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { json, type LabResponse } from '../http.ts'
import { notFound } from './answer.ts'
import { repositoryHtmlUrl, repositoryUrl } from './bodies/repository.ts'
import { isOwnRepository } from './own-repository.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'

const READ: Permission = { key: 'contents', access: 'read' }
/** Larger files come without content (octokit/openapi, repos/get-content). */
const CONTENT_CAP = 1_048_576

/** A file of a folder, whatever the ref; nothing outside the folder and no folder. */
export const filesOf =
  (folder: string) =>
  async (path: string): Promise<Uint8Array | undefined> => {
    const file = resolve(folder, path)
    const inside = relative(folder, file)
    if (inside === '' || inside.startsWith('..')) return undefined
    return readFile(file).catch(() => undefined)
  }

const contents = async (call: Call): Promise<LabResponse> => {
  const { context, params, query } = call
  const path = params['path'] ?? ''
  const ref = query.get('ref') ?? context.state.repository.defaultBranch
  const repository = `${params['owner'] ?? ''}/${params['repo'] ?? ''}`
  const bytes = isOwnRepository(context.state, params)
    ? await context.hooks.contents?.(path, ref)
    : await context.hooks.contentsElsewhere?.(repository, path, ref)
  if (bytes === undefined) return notFound()
  const isSmall = bytes.length <= CONTENT_CAP
  const sha = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
  const self = `${call.url}?ref=${encodeURIComponent(ref)}`
  const git = `${repositoryUrl(context)}/git/blobs/${sha}`
  const html = `${repositoryHtmlUrl(context)}/blob/${encodeURIComponent(ref)}/${path}`
  return json(200, {
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    size: bytes.length,
    url: self,
    html_url: html,
    git_url: git,
    download_url: null,
    type: 'file',
    content: isSmall ? lines(Buffer.from(bytes).toString('base64')) : '',
    encoding: isSmall ? 'base64' : 'none',
    _links: { self, git, html },
  })
}

/** Base64 as GitHub sends it: 60 characters a line. */
const lines = (base64: string): string => base64.replace(/.{1,60}/g, '$&\n')

export const contentRoutes: readonly Route[] = [
  { ...repositoryRoute('GET /contents/{path}', READ, contents), elsewhere: true },
]
