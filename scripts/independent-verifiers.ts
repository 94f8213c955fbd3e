import { cosign } from './verifiers/cosign.ts'
import { type Examined, examine } from './verifiers/examine.ts'
import { gh } from './verifiers/gh.ts'
import { makeBundles } from './verifiers/made-bundles.ts'
import { openssl } from './verifiers/openssl.ts'
import { sigstoreBrowser } from './verifiers/sigstore-browser.ts'
import { sigstorePython } from './verifiers/sigstore-python.ts'
import type { Verifier } from './verifiers/verifier.ts'

// npm run verifiers: programs that nobody here wrote check what dist/ signs on the lab. One line each: ran ok, failed or
// not present. Exit code 1 when one failed, or one that must be there is not.
const VERIFIERS: readonly Verifier[] = [openssl, sigstoreBrowser, cosign, gh, sigstorePython]

const line = ({ name, required }: Verifier, examined: Examined): string => {
  const label = name.padEnd(34)
  if (examined.result === 'not present')
    return `${required ? 'failed      ' : 'not present '}  ${label}${required ? 'must be here and is not' : 'did not run'}`
  const { result, version, accepted, refused } = examined
  return `${result === 'ok' ? 'ran ok      ' : 'failed      '}  ${label}${accepted} accepted as made, ${refused} refused as altered (${version.replace(/\s+/g, ' ')})`
}

const made = await makeBundles()
let passed = 0
let failed = 0
try {
  console.log(`documents signed by dist/: ${made.subjects.map(({ name }) => name).join(', ')}`)
  for (const verifier of VERIFIERS) {
    const examined = await examine(verifier, made.subjects)
    console.log(line(verifier, examined))
    if (examined.result !== 'not present') for (const fault of examined.faults) console.log(`              ${fault}`)
    if (examined.result === 'ok') passed += 1
    else if (examined.result === 'failed' || verifier.required) failed += 1
  }
} finally {
  await made.dispose()
}
console.log(`verifiers: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
