import * as z from 'zod/mini'
import { openEnum, text } from '../values/scalar.ts'

/** Where a package comes from, by the type of its package URL (package-url/purl-spec); `brew` is a Homebrew formula. */
export const ECOSYSTEMS = ['pypi', 'npm', 'deb', 'apk', 'cargo', 'golang', 'gem', 'composer', 'brew'] as const
export const ecosystem = openEnum(ECOSYSTEMS)
export type Ecosystem = (typeof ECOSYSTEMS)[number]

/** A package that a line of a package manager names with the version that it resolved, installed, or built with. */
export const resolvedPackage = z.object({ ecosystem, name: text(200), version: text(120) })
export type ResolvedPackage = z.output<typeof resolvedPackage>
