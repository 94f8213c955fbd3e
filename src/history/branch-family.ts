/**
 * Names the family of a branch: branches that are made anew for each release share one past. `release/1.2` and
 * `release/1.3` are of `release/*`, `v1.x` and `v2.x` of `v*`; any other branch is a family of its own.
 */
export const toBranchFamily = (branch: string): string => {
  const [, folder, rest = ''] = /^(.{1,500}?)\/(.{1,500})$/.exec(branch) ?? []
  if (folder !== undefined && /\d/.test(rest)) return `${folder}/*`
  const [, word] = /^([A-Za-z]{0,40}[-_]?)\d{1,9}(?:\.[0-9x]{1,9}){0,4}$/.exec(branch) ?? []
  return word === undefined ? branch : `${word}*`
}
