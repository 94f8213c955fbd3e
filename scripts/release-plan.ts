/** What a release is made of: the tag of its version, the tag that moves to it, and its section of the changelog. */
export type ReleasePlan = { readonly tag: string; readonly movingTag: string; readonly notes: string }

/**
 * The documents name `v1`, so that versions before 1.0.0 are under it too.
 * @throws Error for a version that is no release, and for a section that is missing, empty or has no day.
 */
export const planRelease = (version: string, changelog: string): ReleasePlan => {
  const [, major] = /^(\d{1,4})\.\d{1,4}\.\d{1,4}$/.exec(version) ?? []
  if (major === undefined) throw new Error(`package.json: ${version} is no version that can be released`)
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find(text => text.startsWith(`[${version}]`))
  if (section === undefined) throw new Error(`CHANGELOG.md has no section [${version}]`)
  const [title = '', ...lines] = section.split('\n')
  if (!/^\[[\d.]{5,20}\] - \d{4}-\d{2}-\d{2}$/.test(title))
    throw new Error(
      `CHANGELOG.md: write the day of the release, "## [${version}] - YYYY-MM-DD" instead of "## ${title}"`,
    )
  const notes = lines.join('\n').trim()
  if (notes === '') throw new Error(`CHANGELOG.md: the section [${version}] is empty`)
  return { tag: `v${version}`, movingTag: `v${Math.max(1, Number(major))}`, notes: `${notes}\n` }
}
