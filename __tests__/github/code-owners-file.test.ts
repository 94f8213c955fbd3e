import { afterEach, expect, test } from '@jest/globals'
import { createOnlineClient } from '../../src/cli/online-client.ts'
import { readCodeOwners } from '../../src/github/code-owners-file.ts'
import { NO_PROXIES } from '../../src/io/http/proxy.ts'
import { type Reply, type RestServer, startRestServer } from './rest-server.ts'

const SHA = 'c'.repeat(40)
let server: RestServer | undefined
afterEach(() => server?.stop())

/** Reads the file from a server, and returns it with the paths that were requested. */
const read = async (answer: (path: string) => Reply) => {
  const paths: string[] = []
  server = await startRestServer(url => {
    expect(url.searchParams.get('ref')).toBe(SHA)
    const path = decodeURIComponent(url.pathname).replace('/repos/octo/app/contents/', '')
    paths.push(path)
    return answer(path)
  })
  const client = createOnlineClient({ apiUrl: server.url, token: 't', budget: 10, proxies: NO_PROXIES })
  return { text: await readCodeOwners(client, 'octo/app', SHA), paths }
}

const content = (text: string): Reply => ({
  body: { type: 'file', encoding: 'base64', content: Buffer.from(text).toString('base64') },
})

test('the first place in GitHub’s order counts', async () => {
  const found = await read(path => (path === '.github/CODEOWNERS' ? { status: 404 } : content(`* @${path[0]}`)))
  expect(found).toEqual({ text: '* @C', paths: ['.github/CODEOWNERS', 'CODEOWNERS'] })
})

test('a file that cannot be read gives none, and no other place is tried', async () => {
  expect(await read(() => ({ status: 403 }))).toEqual({ text: undefined, paths: ['.github/CODEOWNERS'] })
})

test.each<[string, Reply]>([
  ['a folder', { body: [] }],
  ['a file over 1 MB', { body: { type: 'file', encoding: 'none', content: '' } }],
  ['a file over the cap', content('x'.repeat(1_100_000))],
])('%s in its place gives none', async (_, reply) => {
  expect((await read(() => reply)).text).toBeUndefined()
})

test('there is none where every place answers 404', async () => {
  expect(await read(() => ({ status: 404 }))).toMatchObject({ text: undefined, paths: { length: 3 } })
})
