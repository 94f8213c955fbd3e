import { parseOptions, usage } from './options.ts'

export type VerifyCommand = {
  readonly name: 'verify'
  readonly target: string
  readonly trustedRoot: string | undefined
  readonly keys: readonly string[]
  readonly repo: string | undefined
  readonly run: string | undefined
  readonly attempt: string | undefined
  readonly signerWorkflow: string | undefined
  readonly format: 'text' | 'json'
}

/** Undefined where help was asked for. @throws TraceError USAGE naming everything that is wrong. */
export const readVerifyCommand = (args: readonly string[]): VerifyCommand | undefined => {
  const { values, positionals } = parseOptions('verify', args, OPTIONS)
  if (values.help === true) return undefined
  const [target, ...more] = positionals
  const { format = 'text' } = values
  const wrong = [
    ...(target === undefined ? ['verify needs a run folder or a bundle file'] : []),
    ...(more.length > 0 ? ['verify takes one folder or file'] : []),
    ...(isFormat(format) ? [] : ['--format is text or json']),
    ...(matches(values.run, /^\d{1,20}$/) ? [] : ['--run is a number']),
    ...(matches(values.attempt, /^\d{1,5}$/) ? [] : ['--attempt is a number']),
    ...(matches(values.repo, REPOSITORY) ? [] : ['--repo is OWNER/REPO or a URL that ends so']),
    ...(matches(values['signer-workflow'], WORKFLOW)
      ? []
      : ['--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so']),
  ]
  if (target === undefined || wrong.length > 0 || !isFormat(format)) throw usage(wrong.join('; '), 'verify')
  return {
    name: 'verify',
    target,
    trustedRoot: values['trusted-root'],
    keys: values.key ?? [],
    repo: values.repo,
    run: values.run,
    attempt: values.attempt,
    signerWorkflow: values['signer-workflow'],
    format,
  }
}

const OPTIONS = {
  'trusted-root': { type: 'string' },
  key: { type: 'string', multiple: true },
  repo: { type: 'string' },
  run: { type: 'string' },
  attempt: { type: 'string' },
  'signer-workflow': { type: 'string' },
  format: { type: 'string' },
} as const

const REPOSITORY = /^(https?:\/\/[\w.:-]+\/)?[\w.-]+\/[\w.-]+$/
const WORKFLOW = /^(https?:\/\/[\w.:-]+\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/

const matches = (value: string | undefined, pattern: RegExp): boolean => value === undefined || pattern.test(value)

const isFormat = (value: string): value is 'text' | 'json' => value === 'text' || value === 'json'
