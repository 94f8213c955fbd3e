// undici in dist/: two toolkit packages import it for octokit's own requests, and none of ours is one. Octokit is handed
// a `fetch` (src/github/rest/client.ts), and the artifact client goes over node:https. Behind a proxy @actions/github
// makes a ProxyAgent when it is loaded, to be handed to the `fetch` that nobody calls.
export function ProxyAgent() {}

export const fetch = (): never => {
  throw new Error('undici is not part of this bundle')
}
