/**
 * Texts that look like credentials, each a linear-time pattern. A manifest holds only named fields, but some of them
 * (a step's name, a matrix value, a cache key) are written by the user, and artifacts are not masked by GitHub
 * (actions/runner masks logs and summaries alone).
 */
const CREDENTIALS: readonly RegExp[] = [
  // GitHub: docs.github.com "About authentication to GitHub", token formats.
  /\bgh[pousr]_[A-Za-z0-9]{20,255}/,
  /\bgithub_pat_[A-Za-z0-9_]{20,255}/,
  // AWS access key ids, Google API keys, Slack, GitLab, npm, Stripe and OpenAI style secret keys.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/,
  /\bglpat-[A-Za-z0-9_-]{20,100}/,
  /\bnpm_[A-Za-z0-9]{36}/,
  /\bsk[-_](?:live_|test_|proj-|ant-)?[A-Za-z0-9_-]{20,250}/,
  // JSON Web Tokens, PEM private keys.
  /\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}/,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/,
  // A password in a URL; an assignment of something called a secret.
  /:\/\/[^\s/:@]{1,100}:[^\s/@]{1,200}@/,
  /(?:password|passwd|secret|token|api[_-]?key)\s{0,3}[=:]\s{0,3}[^\s${]{6,200}/i,
]

/** The same value with every string that looks like a credential replaced by `redacted`, and how many those were. */
export const redactSecrets = <T>(value: T): { readonly value: T; readonly redacted: number } => {
  let redacted = 0
  const walk = (item: unknown): unknown => {
    if (typeof item === 'string') {
      if (!CREDENTIALS.some(pattern => pattern.test(item))) return item
      redacted += 1
      return 'redacted'
    }
    if (Array.isArray(item)) return item.map(walk)
    if (item === null || typeof item !== 'object') return item
    return Object.fromEntries(Object.entries(item).map(([key, member]) => [walk(key), walk(member)]))
  }
  // The shape is kept: strings stay strings.
  return { value: walk(value) as T, redacted }
}
