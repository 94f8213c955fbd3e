export * from '../src/sources/expressions.ts'
