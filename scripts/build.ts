import { join } from 'node:path'
import { BUILD_NAMES, buildDist } from './bundles.ts'

// Builds dist/ from lib/ (npm run build compiles first); `npm run build -- pre main` builds those bundles alone. What is
// part of the shared bundle (post, report, …) is built with all of it.
const root = process.cwd()
const names = process.argv.slice(2)
const unknown = names.filter(name => !BUILD_NAMES.includes(name))
if (unknown.length > 0) {
  console.error(`nothing to build by the name of ${unknown.join(', ')}; there are ${BUILD_NAMES.join(', ')}`)
  process.exit(2)
}
const started = Date.now()
await buildDist(root, join(root, 'dist'), names)
console.log(`built ${names.length === 0 ? 'dist/' : names.join(', ')} in ${Date.now() - started} ms`)
