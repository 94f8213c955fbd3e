import { createPublicKey } from 'node:crypto'
import { TraceError } from '../model/error.ts'
import { readShippedRoots, readTrustedRoots } from '../trust/trusted-roots.ts'
import type { TrustMaterial } from '../trust/verify-bundle.ts'
import { openTarget, readContent } from './folder.ts'
import { decide } from './verification.ts'
import { renderJson, renderText } from './verification-text.ts'
import type { VerifyCommand } from './verify-inputs.ts'
import { verifyJobFolder, verifyLoneBundle } from './verify-job.ts'
import { verifyRunFolder } from './verify-run.ts'

/**
 * `pipeline-trace verify`. Root, keys and expectations come from the command line alone, else the shipped roots.
 * @throws TraceError for wrong usage: a path that is not there, an unreadable root or key.
 */
export const verify = async (
  command: VerifyCommand,
): Promise<{ readonly output: string; readonly exitCode: number }> => {
  const material = await readMaterial(command)
  const target = await openTarget(command.target)
  const verification =
    target.kind === 'run'
      ? await verifyRunFolder(target.folder, material, command)
      : target.kind === 'job'
        ? await verifyJobFolder(target.folder, material, command)
        : await verifyLoneBundle(target.text, material, command)
  const verdict = decide(verification, command)
  const trust = await describeTrust(command)
  const output =
    command.format === 'json' ? renderJson(verification, verdict, trust) : renderText(verification, verdict, trust)
  return { output, exitCode: verdict.exitCode }
}

const MAX_KEY_FILE = 65_536

const readMaterial = async (command: VerifyCommand): Promise<TrustMaterial> => ({
  roots: await readTrustedRoots(command.trustedRoot),
  keys: await Promise.all(command.keys.map(readKey)),
})

const readKey = async (file: string): Promise<string> => {
  const content = await readContent(file, MAX_KEY_FILE)
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

const describeTrust = async (command: VerifyCommand): Promise<readonly string[]> => {
  const keys = command.keys.map(file => `key ${file}`)
  if (command.trustedRoot !== undefined) return [`trusted root ${command.trustedRoot}`, ...keys]
  return [...(await readShippedRoots()).map(({ name, date }) => `shipped root ${name} of ${date}`), ...keys]
}
