/**
 * Texts that look like credentials, each a linear-time pattern. A manifest holds only named fields, but some of them
 * (a step's name, a matrix value, a cache key) are written by the user, and artifacts are not masked by GitHub
 * (actions/runner masks logs and summaries alone).
 */
const CREDENTIALS: readonly RegExp[] = [
  // GitHub: docs.github.com "About authentication to GitHub", token formats. Some hold `_`, and any may follow one.
  /(?:^|[^A-Za-z0-9])gh[pousr]_[A-Za-z0-9_]{20}/,
  /github_pat_[A-Za-z0-9_]{20}/,
  // AWS access key ids, Google API keys, Slack, GitLab, npm, Stripe and OpenAI style secret keys.
  /(?:^|[^A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:$|[^A-Za-z0-9])/,
  /AIza[A-Za-z0-9_-]{35}/,
  /(?:^|[^A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10}/,
  /glpat-[A-Za-z0-9_-]{20}/,
  /(?:^|[^A-Za-z0-9])npm_[A-Za-z0-9]{36}/,
  // Without a known second word only an unbroken run of characters: `sk-learn-integration-tests` is no key.
  /(?:^|[^A-Za-z0-9])sk[-_](?:(?:live_|test_|proj-|svcacct-|admin-|ant-)[A-Za-z0-9_-]{20}|[A-Za-z0-9]{32})/,
  // JSON Web Tokens, PEM private keys.
  /eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}/,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/,
  // A password in a URL, with or without a user; `docker://image:tag@sha256:…` is none.
  /:\/\/[^\s/:@]{0,100}:[^\s/@]{1,200}@(?!sha\d{3}:)/,
  // An assignment of something called a secret.
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
