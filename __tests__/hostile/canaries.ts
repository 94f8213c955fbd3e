import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Made up; each stands in one place of the job. The one kept on purpose is named in `record-env`. */
export const CANARIES = {
  workflowEnv: 'canary-workflow-env-3f1c9a',
  jobEnv: 'canary-job-env-b27d40',
  stepEnv: 'canary-step-env-90ae13',
  setEnv: 'canary-set-env-5d66f8',
  actionInput: 'canary-action-input-e8c2b7',
  stepOutput: 'canary-step-output-17f3d5',
  actionOutput: 'canary-action-output-6b9e02',
  actionState: 'canary-action-state-c4408e',
  jobOutput: 'canary-job-output-2a7f61',
  masked: 'canary-masked-secret-f0d9c3',
  log: 'canary-log-8812ee',
  errorLine: 'canary-error-line-7a50b4',
  annotation: 'canary-annotation-d91f2c',
  workspaceFile: 'canary-workspace-file-43be97',
  lockfile: 'canary-lockfile-0c75da',
  deployManifest: 'canary-deploy-manifest-ab1866',
  artifact: 'canary-artifact-e3f4a9',
  cacheContent: 'canary-cache-content-59c7d1',
} as const

export const KEPT_ON_PURPOSE = 'canary-kept-on-purpose-77aa55'

/** The ways in which a text may have been written down. */
export const formsOf = (secret: string): Readonly<Record<string, string>> => ({
  plain: secret,
  'URL-encoded': encodeURIComponent(secret),
  reversed: [...secret].reverse().join(''),
  hex: Buffer.from(secret).toString('hex'),
  'hex in capitals': Buffer.from(secret).toString('hex').toUpperCase(),
  // Three places that a text can have in a longer one, without the characters its neighbours reach into.
  ...Object.fromEntries(
    [0, 1, 2].flatMap(shift => {
      const inner = Buffer.from(`${'x'.repeat(shift)}${secret}`)
        .toString('base64')
        .replace(/=+$/, '')
        .slice(shift === 0 ? 0 : 4, -2)
      return [
        [`base64, ${shift} bytes in`, inner],
        [`base64url, ${shift} bytes in`, inner.replaceAll('+', '-').replaceAll('/', '_')],
      ]
    }),
  ),
})

/** Where one of the texts is found, in any of its forms: `<document>: <name>, <form>`. */
export const findCanaries = (
  documents: ReadonlyMap<string, string>,
  secrets: Readonly<Record<string, string>>,
): readonly string[] =>
  Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(formsOf(secret)).flatMap(([form, text]) =>
      [...documents]
        .filter(([, content]) => content.includes(text))
        .map(([document]) => `${document}: ${name}, ${form}`),
    ),
  )

/** Every file below a folder as text; of each bundle also payload, certificate and log body, decoded. */
export const readDocuments = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const documents = new Map<string, string>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter(one => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path, 'latin1')
    documents.set(path.slice(folder.length + 1), content)
    for (const [part, text] of decodedParts(content)) documents.set(`${path.slice(folder.length + 1)} (${part})`, text)
  }
  return documents
}

/** Long intervals of base64 in a file, decoded once and twice. */
const decodedParts = (content: string): readonly (readonly [string, string])[] =>
  [...content.matchAll(/[A-Za-z0-9+/_-]{40,}={0,2}/g)].flatMap(({ 0: found, index }) => {
    const once = Buffer.from(found, 'base64').toString('latin1')
    const [inner] = /[A-Za-z0-9+/]{40,}={0,2}/.exec(once) ?? []
    return [
      [`base64 at ${index}`, once],
      ...(inner === undefined
        ? []
        : [[`base64 in base64 at ${index}`, Buffer.from(inner, 'base64').toString('latin1')] as const]),
    ]
  })
