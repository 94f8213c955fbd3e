import { createHash, createPublicKey } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { JOB_MANIFEST_FILE, RUN_MANIFEST_FILE } from '../core/artifact-name.ts'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError, toOneLine } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { knownValues } from '../core/redact/redact.ts'
import { readShippedRoots, readTrustedRoots } from '../verify/bundle/trusted-roots.ts'
import type { TrustMaterial } from '../verify/bundle/verify-bundle.ts'
import { expectedCountersigner } from '../verify/expected/countersigner.ts'
import type { PlatformChoice } from '../verify/platform/platform.ts'
import type { TargetFiles } from '../verify/verification.ts'
import { verifyTarget } from '../verify/verify-target.ts'
import { EXIT, toExitCode } from './exit.ts'
import { openTarget, readContent } from './folder.ts'
import { isDigest, type VerifyCommand } from './inputs/verify-inputs.ts'
import type { CommandOutcome } from './outcome.ts'
import type { RefreshedRoots } from './refresh-roots.ts'
import { renderJson, renderText } from './verification-text.ts'

/**
 * Runs `pipeline-trace verify`. Root, keys and expectations come from the command line alone; without them the shipped
 * roots apply.
 * @throws TraceError for wrong usage: a path that does not exist, an unreadable root or key, or one inside the target.
 */
export const verify = async (command: VerifyCommand): Promise<CommandOutcome> => {
  const files = await openTarget(command.target)
  const refreshed = await readRefreshed(command)
  if (refreshed instanceof TraceError) return { output: '', exitCode: EXIT.incomplete, errors: [toOneLine(refreshed)] }
  const material = await readMaterial(command, files, refreshed)
  const artifact = command.artifact === undefined ? undefined : await readArtifact(command.artifact)
  const verification = await verifyTarget(files, material, { ...command, artifact }, await choosePlatform(command))
  const trust = await describeTrust(command, refreshed)
  const render = command.format === 'json' ? renderJson : renderText
  const shown = { verbose: command.verbose, countersigner: expectedCountersigner(command) }
  const { replaceIn } = knownValues(['notAsked' in command.api ? undefined : command.api.token])
  return { output: replaceIn(render(verification, trust, shown)), exitCode: toExitCode(verification.verdict) }
}

/**
 * Returns the digest of a file, or the given digest. A file is read in pieces: an image or a build may have any size.
 * @throws TraceError USAGE for a file that cannot be read.
 */
const readArtifact = async (given: string): Promise<string> => {
  if (isDigest(given)) return given.toLowerCase()
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(given)) hash.update(chunk as Uint8Array)
  } catch (cause) {
    throw new TraceError('USAGE', `cannot read the artifact ${given}`, {
      hint: 'Name a file, or the digest of a file or image as sha256:<64 hex digits>',
      cause,
    })
  }
  return `sha256:${hash.digest('hex')}`
}

/** Chooses GitHub or none. The client is loaded only when GitHub is used. */
const choosePlatform = async ({ api }: VerifyCommand): Promise<PlatformChoice> => {
  if ('notAsked' in api) return api
  const [{ createOnlineClient }, { createPlatform }] = await Promise.all([
    import('./online-client.ts'),
    import('./verify-platform.ts'),
  ])
  // The bundles decide without GitHub, so a rate limit is not waited out.
  return createPlatform(createOnlineClient(api, BUDGETS.rateLimitShort), api.serverUrl)
}

/** Refreshes the roots only on request. Where the refresh fails, older roots never replace them. */
const readRefreshed = async ({ refresh, target }: VerifyCommand): Promise<RefreshedRoots | TraceError | undefined> => {
  if (refresh === undefined) return undefined
  if (refresh.own !== undefined) {
    const { rootFile } = refresh.own
    await refuseInside(rootFile, target, await openTarget(target))
    if ((await readContent(rootFile, LIMITS.keyFile)).state !== 'read')
      throw new TraceError('USAGE', `cannot read ${rootFile}`, { hint: '--tuf-root is the root.json of --tuf-url' })
  }
  const { refreshRoots } = await import('./refresh-roots.ts')
  return refreshRoots(refresh, Date.now).catch((error: unknown) => {
    if (error instanceof TraceError) return error
    throw error
  })
}

const readMaterial = async (
  { trustedRoot, keys, target }: VerifyCommand,
  files: TargetFiles,
  refreshed: RefreshedRoots | undefined,
): Promise<TrustMaterial> => {
  const given = [...(trustedRoot === undefined ? [] : [trustedRoot]), ...keys]
  await Promise.all(given.map(file => refuseInside(file, target, files)))
  return {
    roots: refreshed?.roots ?? (await readTrustedRoots(trustedRoot)),
    keys: await Promise.all(keys.map(readKey)),
  }
}

/**
 * Refuses a root or key inside the target. An attacker who can change the artifact can put a root of their own beside
 * it, so the folder cannot state whom to trust.
 */
export const refuseInside = async (file: string, target: string, files: TargetFiles): Promise<void> => {
  const isFolder = (await lstat(target).catch(() => undefined))?.isDirectory() === true
  // A manifest is verified with the files beside it, so its folder is the target. A bundle is a file by itself.
  const isManifest = files.names.includes(RUN_MANIFEST_FILE) || files.names.includes(JOB_MANIFEST_FILE)
  if (!isFolder && !isManifest) return
  const real = (path: string) => realpath(path).catch(() => resolve(path))
  const root = isFolder ? target : dirname(target)
  const [folder, realFolder] = [resolve(root), await real(root)]
  const inside = (path: string) => path.startsWith(`${folder}${sep}`) || path.startsWith(`${realFolder}${sep}`)
  if (inside(resolve(file)) || inside(await real(file)))
    throw new TraceError('USAGE', `${file} lies in what is verified, and cannot say whom to trust`, {
      hint: 'Take root and keys from where you know them to be right, and keep them outside of the folder',
    })
}

export const readKey = async (file: string): Promise<string> => {
  const content = await readContent(file, LIMITS.keyFile)
  if (content.state !== 'read') throw new TraceError('FILE_UNREADABLE', `cannot read the key ${file}`)
  const pem = new TextDecoder().decode(content.bytes)
  try {
    if (!pem.includes('-----BEGIN PUBLIC KEY-----')) throw new Error('not SPKI')
    createPublicKey(pem)
    return pem
  } catch {
    throw new TraceError('USAGE', `${file} is no public key in PEM`, {
      hint: 'Make it from the signing key with: openssl pkey -in key.pem -pubout',
    })
  }
}

const describeTrust = async (
  command: VerifyCommand,
  refreshed: RefreshedRoots | undefined,
): Promise<readonly string[]> => {
  const keys = command.keys.map(file => `key ${file}`)
  if (refreshed !== undefined) return [...refreshed.trust, ...keys]
  if (command.trustedRoot !== undefined) return [`trusted root ${command.trustedRoot}`, ...keys]
  return [...(await readShippedRoots()).map(({ name, date }) => `shipped root ${name} of ${date}`), ...keys]
}
