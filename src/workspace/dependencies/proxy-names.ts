import type { Environment } from '../../io/env.ts'
import type { Dependency } from './dependency-name.ts'

/**
 * Returns whether the job's tools reach this dependency through a proxy, by the variables that curl and most clients
 * read (curl.se/docs/manpage.html, "ENVIRONMENT"). If they do, a direct connection would show nothing about theirs.
 */
export const isBehindProxy = (environment: Environment, dependency: Dependency): boolean => {
  if (dependency.kind === 'port') return false
  const variable = (name: string): string => environment[name] ?? environment[name.toUpperCase()] ?? ''
  const proxy = variable(dependency.isTls ? 'https_proxy' : 'http_proxy') || variable('all_proxy')
  return (
    proxy !== '' &&
    !variable('no_proxy')
      .split(',')
      .some(entry => covers(entry.trim(), dependency.host))
  )
}

/** `*`, a host, or a domain with or without its leading dot. */
const covers = (entry: string, host: string): boolean => {
  const domain = (entry.startsWith('.') ? entry.slice(1) : entry).toLowerCase()
  const name = host.toLowerCase()
  return entry === '*' || (domain !== '' && (name === domain || name.endsWith(`.${domain}`)))
}
