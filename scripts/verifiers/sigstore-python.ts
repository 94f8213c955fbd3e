import { runProgram, toRefusal, type Verifier, versionOf, writeInput } from './verifier.ts'

/** sigstore/sigstore-python. It takes a root only as part of a client's configuration, so the services are named too. */
export const sigstorePython: Verifier = {
  name: 'sigstore-python',
  required: false,
  notices: ['payload', 'signature', 'certificate', 'root', 'identity', 'file'],
  version: async () => versionOf('sigstore', ['--version'], /sigstore \S+/),
  refusal: async ({ folder, bundle, trustedRoot, identity, issuer, file }) => {
    const bundleFile = await writeInput(folder, 'python-bundle.json', JSON.stringify(bundle))
    const configFile = await writeInput(folder, 'python-config.json', JSON.stringify(clientConfig(trustedRoot)))
    return toRefusal(
      runProgram(
        'sigstore',
        [
          ...['--trust-config', configFile],
          ...['verify', 'identity'],
          ...['--bundle', bundleFile],
          ...['--cert-identity', identity],
          ...['--cert-oidc-issuer', issuer],
          '--offline',
          file,
        ],
        folder,
      ),
    )
  },
}

/** ClientTrustConfig (sigstore/protobuf-specs protos/sigstore_trustroot.proto); offline, no service is asked. */
const clientConfig = (trustedRoot: unknown) => {
  const service = {
    url: 'http://127.0.0.1:1',
    majorApiVersion: 1,
    validFor: { start: '2020-01-01T00:00:00Z' },
    operator: 'lab',
  }
  return {
    mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
    trustedRoot,
    signingConfig: {
      mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
      caUrls: [service],
      oidcUrls: [service],
      rekorTlogUrls: [service],
      rekorTlogConfig: { selector: 'ANY' },
      tsaUrls: [service],
      tsaConfig: { selector: 'ANY' },
    },
  }
}
