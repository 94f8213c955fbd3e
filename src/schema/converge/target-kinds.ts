/** Kinds of deployment targets, in a file without zod: the command line reads its options without a schema. */
export const TARGET_KINDS = [
  'argocd',
  'kustomization',
  'helmrelease',
  'rollout',
  'deployment',
  'statefulset',
  'daemonset',
] as const
export type TargetKind = (typeof TARGET_KINDS)[number]
