import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

export const actions: RepositoryCheck = {
  id: 'actions',
  rule: "action files pass GitHub's own language service",
  remedy: 'correct the file',
  run: async root => {
    const files = (await listFiles(root)).filter(file =>
      /^((report|converge|\.github\/[^/]+)\/)?action\.ya?ml$/.test(file),
    )
    const service = await loadService(root)
    const faults = await Promise.all(
      files.map(async file => {
        const found = await service(pathToFileURL(join(root, file)).href, await readFile(join(root, file), 'utf8'))
        return found.map(({ message, line }) => `${file}:${line}: ${message}`)
      }),
    )
    return faults.flat()
  },
}

type Validate = (uri: string, text: string) => Promise<readonly { readonly message: string; readonly line: number }[]>

/** The package imports JSON without an import attribute, which Node refuses: bundled, the JSON is code. */
const loadService = async (root: string): Promise<Validate> => {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-languageservice-'))
  try {
    const outfile = join(folder, 'service.cjs')
    await build({
      stdin: { contents: SERVICE, resolveDir: root, loader: 'js' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      logLevel: 'silent',
    })
    const service: { check: Validate } = await import(pathToFileURL(outfile).href)
    return service.check
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const SERVICE = `
import { validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'
export const check = async (uri, text) => {
  const found = await validate(TextDocument.create(uri, 'yaml', 1, text), {})
  return found.map(({ message, range }) => ({ message, line: range.start.line + 1 }))
}
`
