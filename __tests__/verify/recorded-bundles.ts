import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Folder of recorded data that is not part of the project; absent on most machines. */
export const RECORDED = join(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'bundles')

export type RecordedBundle = { readonly file: string; readonly bundle: Readonly<Record<string, unknown>> }

/** Every DSSE bundle in the folder: files of JSON, of JSON lines, and lists of attestations that hold bundles. */
export const readRecordedBundles = async (): Promise<readonly RecordedBundle[]> => {
  const names = await readdir(RECORDED, { recursive: true }).catch(() => [])
  const found: RecordedBundle[] = []
  for (const file of names.filter(name => /\.(json|jsonl|sigstore|slsa)$/.test(name)).sort()) {
    const text = await readFile(join(RECORDED, file), 'utf8').catch(() => '')
    if (text.includes('"dsseEnvelope"'))
      found.push(
        ...parse(text)
          .flatMap(value => bundlesIn(value))
          .map(bundle => ({ file, bundle })),
      )
  }
  return found
}

const parse = (text: string): readonly unknown[] => {
  try {
    return [JSON.parse(text)]
  } catch {
    return text.split('\n').flatMap(line => {
      try {
        return [JSON.parse(line) as unknown]
      } catch {
        return []
      }
    })
  }
}

const bundlesIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('dsseEnvelope' in value && 'verificationMaterial' in value) return [value as Readonly<Record<string, unknown>>]
  return Object.values(value).flatMap(bundlesIn)
}
