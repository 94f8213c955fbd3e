import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLES, buildBundle } from './bundles.ts'

// Builds dist/ from lib/ (npm run build compiles first).
const root = process.cwd()
for (const bundle of BUNDLES) {
  if (!existsSync(join(root, bundle.entry))) {
    console.log(`skipped dist/${bundle.name}: ${bundle.entry} does not exist`)
    continue
  }
  const started = Date.now()
  await buildBundle(root, bundle, join(root, 'dist'))
  console.log(`built dist/${bundle.name} in ${Date.now() - started} ms`)
}
