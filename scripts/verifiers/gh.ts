import { runProgram, toRefusal, type Verifier, versionOf, writeInput } from './verifier.ts'

/** cli/cli `gh attestation verify`, offline; Debian's own gh is too old to have it. */
export const gh: Verifier = {
  name: 'gh attestation verify',
  required: false,
  notices: ['payload', 'signature', 'certificate', 'root', 'identity', 'file'],
  version: async () =>
    runProgram('gh', ['attestation', 'verify', '--help'], process.cwd()).output.includes('--custom-trusted-root')
      ? versionOf('gh', ['--version'], /^gh version \S+/)
      : undefined,
  refusal: async ({ folder, bundle, trustedRoot, predicateType, identity, issuer, repository, file }) => {
    const bundleFile = await writeInput(folder, 'gh-bundle.json', JSON.stringify(bundle))
    // JSON lines: without the line end gh takes no root from it.
    const rootFile = await writeInput(folder, 'gh-root.jsonl', `${JSON.stringify(trustedRoot)}\n`)
    return toRefusal(
      runProgram(
        'gh',
        [
          ...['attestation', 'verify', file],
          ...['--bundle', bundleFile],
          ...['--custom-trusted-root', rootFile],
          ...['--repo', repository],
          ...['--predicate-type', predicateType],
          ...['--cert-identity', identity],
          ...['--cert-oidc-issuer', issuer],
        ],
        folder,
      ),
    )
  },
}
