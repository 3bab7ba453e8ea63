// usage: node graphology.mjs DOSSIER ROOT… — the networks as graphology reads them (Gephi Lite, Retina, Sigma use it): GEXF
// and GraphML have the same nodes and edges, with every attribute and its type as `export entities` has it. Broken copies must fail.
// Needs: npm graphology, graphology-gexf, graphology-graphml, found by NODE_PATH.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
const require = createRequire(import.meta.url);
const { MultiGraph } = require('graphology');
const readers = { gexf: require('graphology-gexf'), graphml: require('graphology-graphml') };

const [, , dossier, ...roots] = process.argv;
const exported = (root, ...words) => execFileSync(dossier, ['-q', '--root', root, 'export', ...words], { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
const rows = text => text.split('\n').filter(Boolean).map(line => JSON.parse(line));
const shown = text => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
const written = values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));

// The place of a record's page depends on settings, so of `url` only the end is known: its id.
function nodeOf(record, url) {
  const [latitude, longitude] = record.coordinates ?? [];
  return written({ label: shown(record.name), kind: record.kind, mentions: record.mentions, articles: record.articles, sources: record.sources, latitude, longitude, url });
}

function judge(format, isRelations, text, entities, articles) {
  const graph = readers[format].parse(MultiGraph, text, { addMissingNodes: false });
  const wrong = [], ids = Object.keys(entities);
  if (graph.order !== ids.length) wrong.push(`${graph.order} nodes, not ${ids.length}`);
  graph.forEachNode((id, { color, x, y, size, ...values }) => {
    const expected = entities[id] && nodeOf(entities[id], values.url);
    if (!isDeepStrictEqual(values, expected)) wrong.push(`${id}: ${JSON.stringify(values)} is not ${JSON.stringify(expected)}`);
    if (format === 'gexf' && !/^rgb\(\d+,\d+,\d+\)$/.test(color ?? '')) wrong.push(`${id}: the colour ${color}`);
    if (!/^(https?:|urn:)/.test(values.url) || !decodeURIComponent(values.url).includes(id)) wrong.push(`${id}: the address ${values.url}`);
  });
  const edges = graph.mapEdges((edge, values, from, to, a, b, isUndirected) => {
    if (isUndirected === isRelations) wrong.push(`${edge}: directed or not`);
    return [from, to, written({ ...values, label: undefined, color: undefined })];
  });
  if (isRelations) {
    const all = ids.flatMap(id => entities[id].relations.filter(one => entities[one.to]).map(one =>
      [id, one.to, written({ weight: 1, as: shown(one.as), from: one.from, until: one.until, source: one.source && shown(one.source) })]));
    const sorted = list => list.map(one => JSON.stringify([one[0], one[1], Object.entries(one[2]).sort()])).sort();
    if (!isDeepStrictEqual(sorted(edges), sorted(all))) wrong.push(`${edges.length} relations are not the ${all.length} of the records`);
    return wrong;
  }
  for (const [from, to, { weight, passages }] of edges) {
    const places = passages.split(' ');
    if (typeof weight !== 'number' || places.length !== weight) wrong.push(`${from} – ${to}: ${weight} is not the number of its ${places.length} passages`);
    for (const place of places) {
      const named = articles[place.split('#')[0]];
      if (!named?.has(from) || !named.has(to)) wrong.push(`${from} – ${to}: ${place} does not name both`);
    }
  }
  return wrong;
}

const BREAKS = {
  'a count as text': text => text.replace('title="mentions" type="integer"', 'title="mentions" type="string"').replace('attr.name="mentions" attr.type="int"', 'attr.name="mentions" attr.type="string"'),
  'an edge to nobody': text => text.replace(/(<edge [^>]*target=")[^"]*/, '$1nobody-at-all'),
  'a node less': text => text.replace(/<node [\s\S]*?<\/node>/, ''),
  'another weight': text => text.replace(/ weight="\d+"/, ' weight="77"').replace(/(key="edge-weight">)\d+/, '$177'),
};

let n = 0;
for (const [number, root] of roots.entries()) {
  const entities = Object.fromEntries(rows(exported(root, 'entities')).map(row => [row.id, row]));
  const articles = Object.fromEntries(rows(exported(root, 'jsonl')).map(row => [row.id, new Set(row.mentions.map(one => one.entity))]));
  for (const [format, isRelations] of [['gexf', false], ['gexf', true], ['graphml', false], ['graphml', true]]) {
    const text = exported(root, format, ...(isRelations ? ['--relations'] : [])), name = `${root}: ${format}${isRelations ? ' --relations' : ''}`;
    const found = copy => { try { return judge(format, isRelations, copy, entities, articles); } catch (error) { return [String(error).slice(0, 300)]; } };
    const wrong = found(text);
    n += wrong.length;
    console.log(`${name}: ${wrong.length} problems`, ...wrong.slice(0, 5).map(one => '\n    ' + one.slice(0, 600)));
    for (const [what, spoil] of number ? [] : Object.entries(BREAKS)) {
      const broken = spoil(text);
      if (broken === text || !found(broken).length) { n += 1; console.log(`${name}: ${what}: a broken copy passes`); }
    }
  }
}
process.exit(n ? 1 : 0);
