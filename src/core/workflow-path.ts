/** `.github/workflows/x.yml` of `owner/repo/.github/workflows/x.yml@ref` or of a path; undefined where it is no file. */
export const workflowPath = (ref: string | undefined): string | undefined => {
  const [path = ''] = (ref ?? '').split('@')
  const start = path.indexOf('.github/workflows/')
  return start < 0 ? undefined : path.slice(start)
}
