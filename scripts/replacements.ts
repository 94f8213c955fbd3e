/**
 * Packages that no line of ours reaches, or of which one file is enough: what stands for them in dist/. Versions are
 * exact in package.json, so that a new one is looked at before it is bundled. That signing, uploading and posting still
 * work without them is held by the end-to-end tests, which run dist/.
 */
type Replacement = {
  /** How other modules import it. */
  readonly specifier: string
  /** Compiled module that is taken instead. */
  readonly by: string
  /** What must be in no bundle then; a path below node_modules/. */
  readonly absent: string
}

export const REPLACEMENTS: readonly Replacement[] = [
  { specifier: 'undici', by: 'lib/scripts/replacements/undici.js', absent: 'undici/' },
  {
    specifier: '@octokit/plugin-rest-endpoint-methods',
    by: 'lib/scripts/replacements/octokit-endpoints.js',
    absent: '@octokit/plugin-rest-endpoint-methods/',
  },
]

/** What a module asks for by these names, from inside of a package or of the replacements. */
const INNER: Readonly<Record<string, string>> = {
  // The sources, for dist/workflow-parser is made of the same bundle.
  '#workflow-parser': 'lib/src/workflow/workflow-parser.bundle.js',
}

/** The same as `compilerOptions` of a tsconfig.json in lib/. */
export const replacementPaths = (): {
  readonly baseUrl: string
  readonly paths: Readonly<Record<string, string[]>>
} => ({
  baseUrl: '..',
  paths: Object.fromEntries(
    [...REPLACEMENTS.map(({ specifier, by }) => [specifier, by] as const), ...Object.entries(INNER)].map(
      ([specifier, file]) => [specifier, [file]],
    ),
  ),
})
