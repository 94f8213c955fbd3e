import { isGhes } from '@actions/artifact/config'
import { GHESNotSupportedError } from '@actions/artifact/errors'
import { uploadArtifact } from '@actions/artifact/upload'

// @actions/artifact in dist/: its upload as it is, without listing, downloading and deleting, which bring Octokit and an
// unzipper with them. The package's own class does the same before it uploads (lib/internal/client.js).
export function DefaultArtifactClient() {
  return {
    uploadArtifact: async (...request: Parameters<typeof uploadArtifact>) => {
      if (isGhes()) throw new GHESNotSupportedError()
      return uploadArtifact(...request)
    },
  }
}
