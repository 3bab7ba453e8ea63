// What the scripts share: a server of plain files, a browser, the address that a program says, and one page of every type.
//
// Needs playwright-core (where PLAYWRIGHT_HOME has node_modules) and Chromium (CHROMIUM, or that of the system).
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const require = createRequire(join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'x.js'));
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.xml': 'application/xml', '.jsonl': 'application/jsonl', '.json': 'application/json', '.txt': 'text/plain; charset=utf-8',
  '.jpg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp', '.gif': 'image/gif',
};

/** A file of node_modules, by its path there. */
export const moduleFile = (name) => require.resolve(name);

/** Opens Chromium; close it at the end. */
export const open = () => require('playwright-core').chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});

/**
 * The address that a starting program says on its standard error, whatever its language: the first that the pattern finds. Fails
 * when the program ends, or says none within a minute (then it is ended).
 */
export const addressOf = (program, pattern) => new Promise((done, failed) => {
  let said = '';
  const wait = setTimeout(() => {
    failed(new Error(`no address within a minute: ${said}`));
    program.kill();
  }, 60_000);
  const end = (settle, value) => {
    clearTimeout(wait);
    settle(value);
  };
  program.stderr.on('data', (bytes) => {
    said += bytes;
    const found = said.match(pattern);
    if (found) end(done, found[1]);
  });
  program.on('exit', () => end(failed, new Error(`the program ended: ${said}`)));
});

/**
 * Serves a folder as any static host does, on loopback, under the path of its base_url and compressed; returns its address and what
 * ends it. `change` alters the text of pages.
 */
export async function serve(folder, change = null) {
  // Only the page for dead addresses names that path: it is shown at any depth.
  const under = readFileSync(join(folder, '404.html'), 'utf8').match(/href="(\/(?:[^"]*\/)?)assets\//)?.[1] ?? '/';
  const server = createServer((request, reply) => {
    // A host has this file at its root only.
    if (request.url === '/robots.txt') request.url = `${under}robots.txt`;
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const below = path.startsWith(under) ? path.slice(under.length) : '404';
    const file = join(folder, path.endsWith('/') ? `${below}index.html` : below);
    const found = existsSync(file) && statSync(file).isFile();
    const type = TYPES[found ? extname(file) : '.html'] ?? 'application/octet-stream';
    const status = found ? 200 : 404;
    const bytes = readFileSync(found ? file : join(folder, '404.html'));
    const sent = change && type.startsWith('text/html') ? change(bytes.toString()) : bytes;
    // As hosts do: texts are compressed, pictures are not.
    const is_compressed = /text|xml|json|javascript/.test(type) && /gzip/.test(request.headers['accept-encoding'] ?? '');
    reply.writeHead(status, { 'content-type': type, ...(is_compressed ? { 'content-encoding': 'gzip' } : {}) });
    reply.end(is_compressed ? gzipSync(sent) : sent);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { address: `http://127.0.0.1:${server.address().port}${under}`, end: () => server.close() };
}

/** All pages of a site, by route. */
export function routes(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const route = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return routes(folder, route);
    return route.endsWith('.html') ? [route] : [];
  }).sort();
}

/** One page of every type: each that stands alone, each list, and of what a folder holds the largest. */
export function onePageOfEachType(folder) {
  const largest = new Map();
  const alone = [];
  for (const route of routes(folder)) {
    const below = route.includes('/') ? route.slice(0, route.lastIndexOf('/')) : '';
    // What is to be taken away is no page of the site.
    if (route.startsWith('data/')) continue;
    if (!below || route.endsWith('/index.html')) alone.push(route);
    else if (statSync(join(folder, route)).size > (largest.get(below)?.size ?? 0)) {
      largest.set(below, { route, size: statSync(join(folder, route)).size });
    }
  }
  return [...alone, ...[...largest.values()].map((page) => page.route)].sort();
}
