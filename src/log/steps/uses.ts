/** The parts of `owner/repo[/path]@ref` as the runner prints it; never a local action, image or script. */
export type Uses = {
  readonly uses: string
  /** `owner/repo[/path]` */
  readonly action: string
  readonly ref: string
  /** `owner/repo@ref` in lower case, as Set up job names it. */
  readonly package: string
}

/** Maximum length. It leaves space for `Post Run ` in a step's name. */
const MAX_USES = 900

/** Returns the parts of a `uses:` value, or undefined for any other text. */
export const parseUses = (text: string): Uses | undefined => {
  const at = text.indexOf('@')
  if (at < 3 || text.length > MAX_USES || /[\s'"]/.test(text)) return undefined
  const action = text.slice(0, at)
  const ref = text.slice(at + 1)
  const [owner, repository] = action.split('/')
  if (!owner || !repository || ref === '' || /[^\w./-]/.test(action) || owner.startsWith('.')) return undefined
  return { uses: text, action, ref, package: `${owner}/${repository}@${ref}`.toLowerCase() }
}
