import type { TargetConvergence } from '../../src/schema/converge/target-convergence.ts'

/** An Argo CD application that was degraded three minutes after its revision had been applied. */
export const aTarget = (more: Partial<TargetConvergence> = {}): TargetConvergence => ({
  ...{ target: { kind: 'argocd', name: 'shop' }, wanted: { revision: 'abc1234', by: 'input' } },
  ...{ verdict: 'degraded', confidence: 'high', conditions: [], history: [], decisions: [], resources: [] },
  ...{
    images: { built: [], running: [], match: 'unknown' },
    warnings: [],
    transitions: [],
    transitionCount: 0,
    gaps: [],
  },
  states: [
    { state: 'applied', at: '2026-03-01T10:05:00Z', evidence: [], confidence: 'high' },
    { state: 'degraded', at: '2026-03-01T10:08:00Z', evidence: [], confidence: 'high' },
  ],
  ...more,
})
