import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One signed document and all that a verifier may be told of it; where it is altered, one of these is. */
export type Subject = {
  readonly name: string
  /** The signed document on disk. */
  readonly file: string
  readonly bundle: Bundle
  readonly predicateType: string
  readonly repository: string
  /** Subject alternative name of the certificate: the workflow. */
  readonly identity: string
  readonly issuer: string
  readonly runInvocation: string
  readonly trustedRoot: unknown
  readonly otherRoot: unknown
  /** A folder that verifiers may write into. */
  readonly folder: string
}

export type Bundle = {
  readonly verificationMaterial: {
    readonly certificate: { readonly rawBytes: string }
    readonly timestampVerificationData: { readonly rfc3161Timestamps: readonly { readonly signedTimestamp: string }[] }
  }
  readonly dsseEnvelope: {
    readonly payload: string
    readonly payloadType: string
    readonly signatures: readonly { readonly sig: string }[]
  }
}

/** What a verifier can be asked to notice. Not every program looks at everything. */
export type Alteration = 'payload' | 'signature' | 'certificate' | 'root' | 'identity' | 'run' | 'file'

/** A program that nobody here wrote. */
export type Verifier = {
  readonly name: string
  /** It must be there: its absence is a failure. */
  readonly required: boolean
  readonly notices: readonly Alteration[]
  /** Its version, in one line; undefined where it is not present. */
  readonly version: () => Promise<string | undefined>
  /** Why it refuses, in one line; undefined when it accepts. */
  readonly refusal: (subject: Subject) => Promise<string | undefined>
}

export type Ran = { readonly ok: boolean; readonly output: string }

/** Runs a program without the machine's own configuration. */
export const runProgram = (file: string, args: readonly string[], folder: string): Ran => {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      GH_CONFIG_DIR: folder,
      GH_TOKEN: 'none',
      GH_NO_UPDATE_NOTIFIER: '1',
      NO_COLOR: '1',
    },
  })
  return { ok: status === 0 && error === undefined, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` }
}

/** The first line of what a program says of its version; undefined where there is no such program. */
export const versionOf = (file: string, args: readonly string[], pattern: RegExp): string | undefined => {
  const { ok, output } = runProgram(file, args, process.cwd())
  return ok ? (pattern.exec(output)?.[0] ?? output.trim().split('\n')[0]) : undefined
}

export const toRefusal = ({ ok, output }: Ran): string | undefined =>
  ok ? undefined : (output.trim().split('\n').at(-1) ?? '').slice(0, 200) || 'no reason given'

/** Writes a value for a program to read, under a name of its own. */
export const writeInput = async (folder: string, name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
