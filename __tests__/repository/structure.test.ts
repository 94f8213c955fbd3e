import { describe, expect, test } from '@jest/globals'
import { imports } from '../../scripts/checks/imports.ts'
import { patterns } from '../../scripts/checks/patterns.ts'
import { permissions } from '../../scripts/checks/permissions.ts'
import { schema } from '../../scripts/checks/schema.ts'
import { shape } from '../../scripts/checks/shape.ts'
import { version } from '../../scripts/checks/version.ts'

describe('the repository holds', () => {
  test.each([imports, shape, patterns, permissions, schema, version].map(check => [check.rule, check] as const))(
    '%s',
    async (_rule, check) => {
      expect(await check.run(process.cwd())).toEqual([])
    },
  )
})
