import { JOB_MANIFEST_FILE, RUN_MANIFEST_FILE } from '../core/artifact-name.ts'
import { TraceError } from '../core/error.ts'
import type { TrustMaterial } from './bundle/verify-bundle.ts'
import type { Expectations } from './expected/expectations.ts'
import { type PlatformChoice, rememberAnswers } from './platform/platform.ts'
import { decide, type TargetFiles, type Verdict, type Verification, type VerifyContext } from './verification.ts'

const NOT_ASKED: PlatformChoice = { notAsked: 'nobody was to be asked' }

/**
 * Verifies `files`: those of a run artifact, of a job artifact, or one bundle. This function is the verifier without a
 * command line. `material` (the trusted roots and keys) and `expected` come from the caller alone. The function reads
 * no clock: a signature that was valid at signing stays valid.
 * @param platform GitHub, to compare its own records of run, jobs and logs.
 * @throws TraceError USAGE for files that are none of the three. Any fault of a file is a failed check.
 */
export const verifyTarget = async (
  files: TargetFiles,
  material: TrustMaterial,
  expected: Expectations = {},
  platform: PlatformChoice = NOT_ASKED,
): Promise<Verification & { readonly verdict: Verdict }> => {
  const verification = await verifyFiles({ files, material, expected, platform: rememberAnswers(platform) })
  return { ...verification, verdict: decide(verification, expected) }
}

/** Each kind is loaded on demand: a lone bundle needs no schema of a manifest. */
const verifyFiles = async (context: VerifyContext): Promise<Verification> => {
  const { names } = context.files
  const [only, ...more] = names
  if (names.includes(RUN_MANIFEST_FILE)) return (await import('./verify-run-files.ts')).verifyRunFiles(context)
  if (names.includes(JOB_MANIFEST_FILE)) return (await import('./verify-job-files.ts')).verifyJobFiles(context)
  if (only !== undefined && more.length === 0)
    return (await import('./verify-bundle-file.ts')).verifyBundleFile(only, context)
  throw new TraceError('USAGE', `neither ${RUN_MANIFEST_FILE} nor ${JOB_MANIFEST_FILE} is among the files`, {
    hint: 'Give the files of an unpacked pipeline-trace artifact, or one bundle',
  })
}

/** Returns target files for content that is already in memory. */
export const filesInMemory = (files: ReadonlyMap<string, Uint8Array>): TargetFiles => ({
  names: [...files.keys()].sort(),
  read: async (name, cap) => {
    const bytes = files.get(name)
    if (bytes === undefined) return { state: 'missing' }
    return bytes.byteLength > cap
      ? { state: 'refused', reason: `${bytes.byteLength} bytes, limit ${cap}` }
      : { state: 'read', bytes }
  },
})
