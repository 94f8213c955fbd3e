import assert from 'node:assert/strict'
import { pathToFileURL } from 'node:url'

const [, , shard, total] = process.argv
const built = await import(pathToFileURL('out/package.mjs').href)
const names = Object.keys(built).filter((_, index) => index % Number(total) === Number(shard) - 1)
for (const name of names) assert.match(built[name], /^\d+\.\d+\.\d+$/)
console.log(`shard ${shard} of ${total}: ${names.length} tests passed`)
