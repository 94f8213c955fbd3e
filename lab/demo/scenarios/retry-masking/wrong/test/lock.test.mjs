import { equal } from 'node:assert/strict'
import { test } from 'node:test'

test('the lock is released after a crash', () => {
  equal('held', 'free')
})
