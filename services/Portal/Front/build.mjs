// Bundles Front/ into wwwroot/dist. Tabler's stylesheet is 635 kB; rules for classes that no page,
// script or tag helper mentions are dropped on the way.
import { build } from 'esbuild';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const words = async (folder, kinds, into) => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await words(path, kinds, into);
    else if (kinds.some(k => entry.name.endsWith(k)))
      for (const word of (await readFile(path, 'utf8')).matchAll(/[A-Za-z][\w-]*/g)) into.add(word[0]);
  }
  return into;
};

// Splits a stylesheet into its top-level pieces: { head, body } for blocks, { text } for statements.
function* pieces(css) {
  let start = 0;
  for (let i = 0; i < css.length; i++) {
    if (css[i] === '/' && css[i + 1] === '*') { i = css.indexOf('*/', i + 2) + 1; continue; }
    if (css[i] === '"' || css[i] === "'") { i = css.indexOf(css[i], i + 1); continue; }
    if (css[i] === ';') { yield { text: css.slice(start, i + 1) }; start = i + 1; continue; }
    if (css[i] !== '{') continue;
    let depth = 1, end = i + 1;
    for (; depth > 0; end++) {
      if (css[end] === '"' || css[end] === "'") end = css.indexOf(css[end], end + 1);
      else if (css[end] === '{') depth++;
      else if (css[end] === '}') depth--;
    }
    yield { head: css.slice(start, i).replace(/\/\*.*?\*\//gs, '').trim(), body: css.slice(i + 1, end - 1) };
    start = end; i = end - 1;
  }
}

const used = (selector, known) => [...selector.matchAll(/\.((?:\\.|[\w-])+)/g)].every(m => known.has(m[1].replaceAll('\\', '')));

// Commas inside :is() and :not() do not part selectors.
const selectors = head => {
  const parts = [''];
  let depth = 0;
  for (const c of head) {
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (c === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
};

const prune = (css, known) => {
  let kept = '';
  for (const piece of pieces(css)) {
    if (piece.text) kept += piece.text;
    else if (/^@(media|supports|container|layer)/.test(piece.head)) {
      const inner = prune(piece.body, known);
      if (inner) kept += `${piece.head}{${inner}}`;
    } else if (piece.head.startsWith('@')) kept += `${piece.head}{${piece.body}}`;
    else {
      const wanted = selectors(piece.head).filter(s => used(s, known));
      if (wanted.length > 0) kept += `${wanted.join(',')}{${piece.body}}`;
    }
  }
  return kept;
};

const known = new Set();
await words('Pages', ['.cshtml', '.cs'], known);
await words('Shell', ['.cs'], known);
await words('Front', ['.js'], known);

const dropUnused = {
  name: 'drop-unused',
  setup: b => b.onLoad({ filter: /tabler\.min\.css$/ }, async ({ path }) => ({
    contents: prune(await readFile(path, 'utf8'), known), loader: 'css',
  })),
};

await build({
  entryPoints: ['Front/app.js', 'Front/office.js', 'Front/theme.js', 'Front/app.css'],
  outdir: 'wwwroot/dist',
  bundle: true,
  minify: true,
  sourcemap: false,
  format: 'iife',
  target: ['chrome124', 'firefox124', 'safari17.5'],
  loader: { '.woff2': 'file', '.woff': 'file' },
  assetNames: 'fonts/[name]',
  plugins: [dropUnused],
  logLevel: 'warning',
});
