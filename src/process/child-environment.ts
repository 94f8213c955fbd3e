import { LIMITS } from '../core/limits.ts'
import type { Environment } from '../io/env.ts'

/**
 * Returns the environment of the process that does the work. Every step can set variables for the steps after it, and
 * some variables change how Node or a library behaves before any line of this project runs. This function renames such
 * variables. `readChildEnvironment` restores them as values to be recorded; under the new name they have no effect:
 *
 * - `GITHUB_EVENT_PATH`: @actions/github reads that file as a whole, synchronously and without a cap, on import
 *   (actions/toolkit packages/github/src/context.ts). The project has its own reader (src/runner/event-file.ts).
 * - `NODE_*`, except the variables for trusted certificates and for the network; `NODE_OPTIONS` keeps its options of
 *   these kinds. The runner refuses only NODE_OPTIONS in `$GITHUB_ENV` (actions/runner
 *   src/Runner.Worker/FileCommandManager.cs), and it refuses nothing in a job's own `env:`.
 * - `UV_*`, the threads for reading files; `DEBUG` and `AZURE_*`, the logging and the logins of libraries;
 *   `ACTIONS_ARTIFACT_*`, numbers that make the upload throw (packages/artifact/src/internal/shared/config.ts).
 *
 * Proxy variables, PATH and all others stay unchanged: they belong to the owner of the machine.
 */
export const toChildEnvironment = (environment: Environment, isFile: (path: string) => boolean): Environment =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => passOn(name, value ?? '', isFile)))

/** Returns the environment as it was before `toChildEnvironment`. */
export const readChildEnvironment = (environment: Environment): Environment =>
  Object.freeze({
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith(ASIDE))),
    ...Object.fromEntries(
      Object.entries(environment)
        .filter(([name]) => name.startsWith(ASIDE))
        .map(([name, value]) => [name.slice(ASIDE.length), value]),
    ),
  })

/**
 * Returns a reduced environment, for one that is too large to start a process with, or for a second try. It keeps the
 * variables of the runner and of the machine's owner, and drops every variable that a step named itself.
 */
export const withoutOwnVariables = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => GIVEN.test(name)))

const ASIDE = 'PIPELINE_TRACE_ASIDE_'

const SET_ASIDE = /^(?:GITHUB_EVENT_PATH$|NODE_|UV_|DEBUG$|AZURE_|ACTIONS_ARTIFACT_)/i
/**
 * Variables that Node reads and whose files belong to the machine's owner:
 * https://nodejs.org/api/cli.html#environment-variables
 */
const CERTIFICATES = /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i
const NETWORK = /^(?:NODE_TLS_REJECT_UNAUTHORIZED|NODE_USE_SYSTEM_CA|NODE_USE_ENV_PROXY)$/i
const GIVEN =
  /^(?:INPUT_.*|STATE_.*|GITHUB_.*|RUNNER_.*|ACTIONS_.*|PIPELINE_TRACE(?!_ASIDE_).*|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|(?:https?|no|all)_proxy|PATH|HOME|USERPROFILE|TEMP|TMP|TMPDIR|SystemRoot|ImageOS|ImageVersion|CI)$/i

const passOn = (name: string, value: string, isFile: (path: string) => boolean): readonly [string, string][] => {
  // Variables that already have the prefix are dropped: otherwise a step could set one and it would become a variable
  // of the runner.
  if (name.toUpperCase().startsWith(ASIDE)) return []
  if (CERTIFICATES.test(name)) return isFile(value) ? [[name, value]] : [aside(name, value)]
  if (NETWORK.test(name) || !SET_ASIDE.test(name)) return [[name, value]]
  const options = name.toUpperCase() === 'NODE_OPTIONS' ? networkOptions(value) : ''
  return [...(options === '' ? [] : [[name, options] as [string, string]]), aside(name, value)]
}

const aside = (name: string, value: string): [string, string] => [
  `${ASIDE}${name}`,
  value.slice(0, LIMITS.variableAside),
]

/** Node options that a network may need. An option with a blank in its value does not match. */
const NETWORK_OPTION =
  /^--(?:use-(?:openssl|bundled|system)-ca|use-env-proxy|dns-result-order=[\w-]{1,20}|(?:no-)?network-family-autoselection|tls-(?:min|max)-v1\.[0-3])$/

const networkOptions = (options: string): string =>
  options
    .split(' ')
    .filter(option => NETWORK_OPTION.test(option))
    .join(' ')
