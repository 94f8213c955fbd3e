/**
 * Returns `.github/workflows/x.yml` from `owner/repo/.github/workflows/x.yml@ref` or from a path; undefined for a text
 * that names no file.
 */
export const workflowPath = (ref: string | undefined): string | undefined => {
  const [path = ''] = (ref ?? '').split('@')
  const start = path.indexOf('.github/workflows/')
  return start < 0 ? undefined : path.slice(start)
}
