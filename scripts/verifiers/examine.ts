import { readFile } from 'node:fs/promises'
import { type Alteration, type Subject, type Verifier, writeInput } from './verifier.ts'

export type Examined =
  | { readonly result: 'not present' }
  | {
      readonly result: 'ok' | 'failed'
      readonly version: string
      readonly accepted: number
      readonly refused: number
      readonly faults: readonly string[]
    }

/** Asks one program about every signed document as it is, and about each alteration that it claims to notice. */
export const examine = async (verifier: Verifier, subjects: readonly Subject[]): Promise<Examined> => {
  const version = await verifier.version()
  if (version === undefined) return { result: 'not present' }
  const faults: string[] = []
  let accepted = 0
  let refused = 0
  for (const subject of subjects) {
    const refusal = await verifier.refusal(subject)
    if (refusal === undefined) accepted += 1
    else faults.push(`${subject.name}: refused: ${refusal}`)
    for (const alteration of verifier.notices) {
      const altered = await ALTERED[alteration](subject, subjects)
      if ((await verifier.refusal(altered)) === undefined)
        faults.push(`${subject.name}: ${alteration} altered: accepted`)
      else refused += 1
    }
  }
  return { result: faults.length === 0 && accepted > 0 ? 'ok' : 'failed', version, accepted, refused, faults }
}

type Alter = (subject: Subject, all: readonly Subject[]) => Subject | Promise<Subject>

const ALTERED: Readonly<Record<Alteration, Alter>> = {
  payload: subject => withEnvelope(subject, { payload: flip(subject.bundle.dsseEnvelope.payload) }),
  signature: subject =>
    withEnvelope(subject, { signatures: [{ sig: flip(subject.bundle.dsseEnvelope.signatures[0]?.sig ?? '') }] }),
  certificate: (subject, all) => {
    const other = all.find(one => one !== subject) ?? subject
    const { certificate } = other.bundle.verificationMaterial
    const verificationMaterial = { ...subject.bundle.verificationMaterial, certificate }
    return { ...subject, bundle: { ...subject.bundle, verificationMaterial } }
  },
  root: subject => ({ ...subject, trustedRoot: subject.otherRoot }),
  identity: subject => ({ ...subject, identity: subject.identity.replace('ci.yml', 'other.yml') }),
  run: subject => ({ ...subject, runInvocation: subject.runInvocation.replace(/1$/, '2') }),
  file: async subject => {
    const bytes = await readFile(subject.file)
    return {
      ...subject,
      file: await writeInput(subject.folder, 'altered-file.json', Buffer.concat([bytes, Buffer.from(' ')])),
    }
  },
}

const withEnvelope = (subject: Subject, change: Partial<Subject['bundle']['dsseEnvelope']>): Subject => ({
  ...subject,
  bundle: { ...subject.bundle, dsseEnvelope: { ...subject.bundle.dsseEnvelope, ...change } },
})

/** One bit in the middle: the form stays what it was. */
const flip = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64')
  const middle = bytes.length >> 1
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  return bytes.toString('base64')
}
