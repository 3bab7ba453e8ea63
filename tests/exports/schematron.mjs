// usage: node schematron.mjs SCHEMA FILE…   (npm: node-schematron 2.1.0, found by NODE_PATH)
import fs from 'node:fs';
import { createRequire } from 'node:module';
const { Schema } = createRequire(import.meta.url)('node-schematron');
const schema = Schema.fromString(fs.readFileSync(process.argv[2], 'utf8'));
let n = 0;
for (const file of process.argv.slice(3)) {
  for (const found of schema.validateString(fs.readFileSync(file, 'utf8'), {})) {
    n += 1;
    console.log(file, (found.message || '').replace(/\s+/g, ' ').trim(), found.context?.nodeName);
  }
}
console.log(n, 'findings');
process.exit(n ? 1 : 0);
