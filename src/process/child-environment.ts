import type { Environment } from '../io/env.ts'

/**
 * The environment of a process that does our work. Every step can set variables for the steps after it, and some of them
 * change how Node or a library behaves before any line of ours runs. These are set aside under another name, from which
 * `readChildEnvironment` takes them back as values to be recorded, where they change nothing any more:
 *
 * - `GITHUB_EVENT_PATH`: @actions/github reads that file whole, at once and without a cap, when it is imported
 *   (actions/toolkit packages/github/src/context.ts). Ours is another reader (src/runner/event-file.ts).
 * - `NODE_*` but for what says whom to trust and how to get out of this network; `NODE_OPTIONS` keeps its options of
 *   that kind. The runner refuses NODE_OPTIONS alone in `$GITHUB_ENV` (actions/runner
 *   src/Runner.Worker/FileCommandManager.cs), and a job's own `env:` is not refused anything.
 * - `UV_*`, the threads for reading files; `DEBUG` and `AZURE_*`, what libraries log and to whom they log in;
 *   `ACTIONS_ARTIFACT_*`, numbers at which the upload throws (packages/artifact/src/internal/shared/config.ts).
 *
 * Proxy variables, PATH and all others stay as they are: they belong to the owner of the machine.
 */
export const toChildEnvironment = (environment: Environment, isFile: (path: string) => boolean): Environment =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => passOn(name, value ?? '', isFile)))

/** The environment as it was before `toChildEnvironment`. */
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
 * What is left of an environment that is too large to start a process with, or for a second try: what the runner and the
 * owner of the machine give, and nothing that a step named itself.
 */
export const withoutOwnVariables = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => GIVEN.test(name)))

const ASIDE = 'PIPELINE_TRACE_ASIDE_'

/** Longer ones cannot be recorded anyway, and the new name must not make a variable too long to be passed on. */
const MAX_ASIDE = 16_000

const SET_ASIDE = /^(?:GITHUB_EVENT_PATH$|NODE_|UV_|DEBUG$|AZURE_|ACTIONS_ARTIFACT_)/i
/** Read by Node, and files of the machine's owner: https://nodejs.org/api/cli.html#environment-variables */
const CERTIFICATES = /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i
const NETWORK = /^(?:NODE_TLS_REJECT_UNAUTHORIZED|NODE_USE_SYSTEM_CA|NODE_USE_ENV_PROXY)$/i
const GIVEN =
  /^(?:INPUT_.*|STATE_.*|GITHUB_.*|RUNNER_.*|ACTIONS_.*|PIPELINE_TRACE(?!_ASIDE_).*|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|(?:https?|no|all)_proxy|PATH|HOME|USERPROFILE|TEMP|TMP|TMPDIR|SystemRoot|ImageOS|ImageVersion|CI)$/i

const passOn = (name: string, value: string, isFile: (path: string) => boolean): readonly [string, string][] => {
  // Nobody else may speak in this name: what a step set under it would become a variable of the runner.
  if (name.toUpperCase().startsWith(ASIDE)) return []
  if (CERTIFICATES.test(name)) return isFile(value) ? [[name, value]] : [aside(name, value)]
  if (NETWORK.test(name) || !SET_ASIDE.test(name)) return [[name, value]]
  const options = name.toUpperCase() === 'NODE_OPTIONS' ? networkOptions(value) : ''
  return [...(options === '' ? [] : [[name, options] as [string, string]]), aside(name, value)]
}

const aside = (name: string, value: string): [string, string] => [`${ASIDE}${name}`, value.slice(0, MAX_ASIDE)]

/** Options of Node that a network may need; one with a blank in its value is none of them. */
const NETWORK_OPTION =
  /^--(?:use-(?:openssl|bundled|system)-ca|use-env-proxy|dns-result-order=[\w-]{1,20}|(?:no-)?network-family-autoselection|tls-(?:min|max)-v1\.[0-3])$/

const networkOptions = (options: string): string =>
  options
    .split(' ')
    .filter(option => NETWORK_OPTION.test(option))
    .join(' ')
