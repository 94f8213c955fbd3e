import { equal } from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'

const WRITTEN = 'store.json'

test('the store is filled', () => {
  writeFileSync(WRITTEN, '{}')
  equal(existsSync(WRITTEN), true)
})

test('a key is read', () => {
  equal('a'.toUpperCase(), 'A')
})
