#!/usr/bin/env node
import { cli } from '../shared/index.js'

await cli()
