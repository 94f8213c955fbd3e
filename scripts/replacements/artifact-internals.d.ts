// Modules of @actions/artifact that its package.json does not export; scripts/replacements.ts says where they lie.
declare module '@actions/artifact/upload' {
  import type { DefaultArtifactClient } from '@actions/artifact'
  export const uploadArtifact: DefaultArtifactClient['uploadArtifact']
}
declare module '@actions/artifact/config' {
  export const isGhes: () => boolean
}
declare module '@actions/artifact/errors' {
  export { GHESNotSupportedError } from '@actions/artifact'
}
