import assert from 'node:assert/strict'
import { padText } from 'pad-text'

assert.equal(padText('7', 3), '  7')
console.log('1 passed')
