import { runProgram, toRefusal, type Verifier, versionOf, writeInput } from './verifier.ts'

/** sigstore/cosign, version 3: bundles and trusted roots in their present forms. */
export const cosign: Verifier = {
  name: 'cosign',
  required: false,
  notices: ['payload', 'signature', 'certificate', 'root', 'identity', 'file'],
  version: async () => versionOf('cosign', ['version'], /GitVersion:\s+\S+/),
  refusal: async ({ folder, bundle, trustedRoot, predicateType, identity, issuer, file }) => {
    const bundleFile = await writeInput(folder, 'cosign-bundle.json', JSON.stringify(bundle))
    const rootFile = await writeInput(folder, 'cosign-root.json', JSON.stringify(trustedRoot))
    return toRefusal(
      runProgram(
        'cosign',
        [
          'verify-blob-attestation',
          ...['--bundle', bundleFile],
          ...['--trusted-root', rootFile],
          ...['--type', predicateType],
          ...['--certificate-identity', identity],
          ...['--certificate-oidc-issuer', issuer],
          '--use-signed-timestamps',
          file,
        ],
        folder,
      ),
    )
  },
}
