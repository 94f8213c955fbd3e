/** Replaces known secrets by `***` in everything the runner writes (actions/runner src/Sdk/DTLogging SecretMasker). */
export type SecretMask = {
  readonly add: (secret: string) => void
  readonly mask: (text: string) => string
}

/**
 * Masks each secret, each of its lines, and the forms in which it is met again: JSON-escaped, URI-escaped and base64
 * (actions/runner src/Runner.Common/HostContext.cs registers such encoders).
 */
export const createSecretMask = (): SecretMask => {
  const secrets = new Set<string>()
  let longestFirst: readonly string[] = []
  const add = (secret: string): void => {
    for (const value of [secret.trim(), ...secret.split(/[\r\n]/).map(line => line.trim())])
      if (value !== '') for (const form of forms(value)) secrets.add(form)
    longestFirst = [...secrets].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  }
  const mask = (text: string): string => longestFirst.reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
  return { add, mask }
}

const forms = (value: string): readonly string[] => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  Buffer.from(value).toString('base64'),
]
