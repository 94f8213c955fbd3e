/** `owner/repo[/path]@ref` as the runner prints it; no local action, image or script. */
export type Uses = {
  readonly uses: string
  /** `owner/repo[/path]` */
  readonly action: string
  readonly ref: string
  /** `owner/repo@ref`, lower case: what Set up job names. */
  readonly package: string
}

/** Leaves room for `Post Run ` in a step's name. */
const MAX_USES = 900

/** The parts of a `uses:` value; undefined for what is none. */
export const parseUses = (text: string): Uses | undefined => {
  const at = text.indexOf('@')
  if (at < 3 || text.length > MAX_USES || /[\s'"]/.test(text)) return undefined
  const action = text.slice(0, at)
  const ref = text.slice(at + 1)
  const [owner, repository] = action.split('/')
  if (!owner || !repository || ref === '' || /[^\w./-]/.test(action) || owner.startsWith('.')) return undefined
  return { uses: text, action, ref, package: `${owner}/${repository}@${ref}`.toLowerCase() }
}
