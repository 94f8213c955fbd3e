import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLES, buildBundle } from './bundles.ts'

// Builds dist/ from lib/ (npm run build compiles first); `npm run build -- post report` builds those bundles alone.
const root = process.cwd()
const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !BUNDLES.some(bundle => bundle.name === name))
if (unknown.length > 0) {
  console.error(`no bundle ${unknown.join(', ')}; there are ${BUNDLES.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
for (const bundle of BUNDLES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  if (!existsSync(join(root, bundle.entry))) {
    console.log(`skipped dist/${bundle.name}: ${bundle.entry} does not exist`)
    continue
  }
  const started = Date.now()
  await buildBundle(root, bundle, join(root, 'dist'))
  console.log(`built dist/${bundle.name} in ${Date.now() - started} ms`)
}
