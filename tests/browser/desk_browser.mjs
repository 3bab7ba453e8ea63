// What the scripts of the desk share: a running `dossier edit`, Chromium, axe, and the files of a folder.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { addressOf, open } from './site.mjs';

const require = createRequire(join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'x.js'));

/** The source of axe-core; empty if it is not installed. */
export const axe = (() => {
  try { return readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'); } catch { return ''; }
})();

export const openBrowser = open;

/** Starts the desk over a folder, for a person of this language; returns the process and the address of its views. */
export const openDesk = async (program, root, language) => {
  const locale = { fr: 'fr_FR.UTF-8', en: 'en_GB.UTF-8' }[language];
  const server = spawn(program, ['edit', root, '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: locale ? { ...process.env, DOSSIER_LANG: '', LC_ALL: locale } : process.env,
  });
  const address = await addressOf(server, /(http:\S+?\/_dossier\/desk\/)/);
  return { server, address };
};

/** Every file below a folder by name: its text, or its bytes as base64. A file that is being written has another name for a
 *  moment, and what goes while it is looked at is not there. */
export const tree = (root) => {
  const all = {};
  const walk = (path) => {
    try {
      if (statSync(path).isDirectory()) {
        readdirSync(path).filter((name) => !name.endsWith('.tmp')).forEach((name) => walk(join(path, name)));
        return;
      }
      const bytes = readFileSync(path);
      const text = bytes.toString('utf8');
      all[relative(root, path)] = Buffer.from(text).equals(bytes) ? text : bytes.toString('base64');
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  };
  walk(root);
  return all;
};
