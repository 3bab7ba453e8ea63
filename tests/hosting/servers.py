#!/usr/bin/env python3
"""The demo behind the servers that people have: nginx, Caddy and Apache with the recipes beside this file, and WebDAV and S3 by rclone.

    tests/hosting/servers.py --dossier BIN [nginx caddy apache webdav s3]

Checks headers of pages and files, the status of dead addresses, media types, that no folder is listed, moved pages; with
PLAYWRIGHT_HOME set also every type of page in Chromium, with the whole policy of `_headers` in the place of the short one of the
recipe. Servers listen on free ports of loopback, keep their files in a temporary folder and are ended by their process.
Each must be installed (for S3 `moto_server`, or what MOTO names); nothing of the system's own configuration is read or changed.
"""

import argparse
import contextlib
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHORT_POLICY = "frame-ancestors 'none'"
wrong = []


def check(place, is_right, what):
    if not is_right:
        wrong.append(f"{place}: {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def build(dossier, folder):
    """Builds the demo, with a record that has an old id, as the site of the root of a host."""
    for name in ["content", "seeds"]:
        shutil.copytree(ROOT / name, folder / name)
    site = (ROOT / "site.yaml").read_text()
    (folder / "site.yaml").write_text(re.sub(r"base_url:.*", "base_url: https://example.org/", site))
    record = min((folder / "content/people").glob("*.md"))
    record.write_text(record.read_text().replace("---\n", "---\nformer: [an-old-id]\n", 1))
    subprocess.run([dossier, "-q", "--root", folder, "build"], check=True)
    return folder / "public"


def policy_of(site):
    return re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text())[1]


def get(address):
    """Returns status, headers and body."""
    request = urllib.request.Request(address)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=20) as reply:
            return reply.status, reply.headers, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@contextlib.contextmanager
def running(command, port, env=None):
    """Runs a server until the end of the block, once it answers."""
    # A pipe that nobody reads would fill up and stop the server.
    said = tempfile.TemporaryFile()
    server = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=env)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if server.poll() is not None:
                said.seek(0)
                sys.exit(f"{command[0]} ended: {said.read().decode()}")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def nginx(site, folder, port, policy):
    recipe = (HERE / "nginx.conf").read_text().replace("listen 80;", f"listen 127.0.0.1:{port};")
    recipe = recipe.replace("/var/www/dossier", str(site)).replace(SHORT_POLICY, policy)
    user = "user root;" if os.geteuid() == 0 else ""
    paths = "".join(f"{name}_temp_path {folder}/{name};\n" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    (folder / "nginx.conf").write_text(
        f"{user}\ndaemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\n"
        f"default_type application/octet-stream;\naccess_log off;\n{paths}{recipe}\n}}\n"
    )
    return [shutil.which("nginx") or "/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"], None


def caddy(site, folder, port, policy):
    recipe = (HERE / "Caddyfile").read_text().replace("\ndossier.example.org {", f"\nhttp://127.0.0.1:{port} {{\n\tbind 127.0.0.1")
    recipe = recipe.replace("/var/www/dossier", str(site)).replace(SHORT_POLICY, policy)
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + recipe)
    env = os.environ | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    return ["caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"], env


def apache(site, folder, port, policy):
    (site / ".htaccess").write_text((HERE / "htaccess").read_text().replace(SHORT_POLICY, policy))
    modules = "/usr/lib/apache2/modules"
    names = ["mpm_event", "authz_core", "mime", "headers", "alias", "dir", "autoindex", "authz_host"]
    load = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
    user = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    if user:
        load += f"LoadModule unixd_module {modules}/mod_unixd.so\n" if pathlib.Path(f"{modules}/mod_unixd.so").exists() else ""
    (folder / "httpd.conf").write_text(
        f"{load}{user}ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog /dev/stderr\nTypesConfig /etc/mime.types\nDocumentRoot {site}\n"
        f"<Directory {site}>\nAllowOverride All\nRequire all granted\n</Directory>\nDirectoryIndex index.html\n"
    )
    return ["apache2", "-D", "FOREGROUND", "-f", folder / "httpd.conf"], None


def check_site(name, site, address, policy):
    """Checks what a host answers; `address` ends in a slash."""
    always = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
    sheet = next(path.name for path in (site / "assets").glob("style.*.css"))
    article = min(path.name for path in (site / "articles").glob("2*.html"))
    n = 0
    for route, status, media_type in [
        ("", 200, "text/html; charset=utf-8"),
        ("index.html", 200, "text/html; charset=utf-8"),
        (f"articles/{article}", 200, "text/html; charset=utf-8"),
        ("articles/", 200, "text/html; charset=utf-8"),
        (f"assets/{sheet}", 200, "text/css; charset=utf-8"),
        ("search/index.js", 200, "javascript; charset=utf-8"),
        ("data/articles.jsonl", 200, "application/jsonl; charset=utf-8"),
        ("data/entities.jsonl", 200, "application/jsonl; charset=utf-8"),
        ("feed.xml", 200, "xml"),
        ("personnes/an-old-id.html", 200, "text/html; charset=utf-8"),
        ("no/such/page.html", 404, "text/html; charset=utf-8"),
        ("data/", 404, ""),
        ("assets/", 404, ""),
        (".dossier-manifest.json", 404, ""),
        (".nojekyll", 404, ""),
    ]:
        found, headers, body = get(address + route)
        n += 1
        # Apache refuses a folder that it does not list with 403: it is not listed all the same.
        is_folder = route.endswith("/") and status == 404
        check(name, found == status or (is_folder and found == 403), f"/{route}: status {found}, not {status}")
        check(name, b"Index of" not in body, f"/{route} is listed")
        check(name, media_type.lower() in headers.get("Content-Type", "").lower(), f"/{route}: type {headers.get('Content-Type')}")
        if route == "no/such/page.html":
            check(name, body == (site / "404.html").read_bytes(), f"/{route}: is not 404.html")
        for header, value in always.items():
            given = headers.get_all(header) or []
            check(name, given == [value], f"/{route}: {header}: {given}")
        is_kept = "max-age=31536000" in (headers.get("Cache-Control") or "")
        check(name, is_kept == (route == f"assets/{sheet}"), f"/{route}: Cache-Control {headers.get('Cache-Control')}")
    _, _, body = get(address + "personnes/an-old-id.html")
    target = re.search(rb'http-equiv="refresh" content="0; url=\.\./([^"]+)"', body)
    check(name, target and get(address + target[1].decode())[0] == 200, "the moved page leads nowhere")
    old, new, code = next(line for line in (site / "_redirects").read_text().splitlines() if "an-old-id" in line).split()
    is_listed = (old, code) == ("/personnes/an-old-id.html", "301") and get(address + new[1:])[0] == 200
    check(name, is_listed, "the list of redirects differs")
    print(f"{name}: {n} addresses checked")


def check_pages(name, site, address):
    """Opens every type of page in a browser."""
    if "PLAYWRIGHT_HOME" not in os.environ:
        return print(f"{name}: no browser, PLAYWRIGHT_HOME is not set")
    run = subprocess.run(["node", ROOT / "tests/browser/policy.mjs", site, address], capture_output=True, text=True)
    print(f"{name}: {run.stdout.strip()}")
    check(name, run.returncode == 0, f"in the browser: {run.stderr.strip()}")


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def webdav(served, port):
    return ["rclone", "serve", "webdav", served, "--dir-cache-time", "0s", "--addr", f"127.0.0.1:{port}"], (
        f":webdav,url='http://127.0.0.1:{port}':"
    )


def s3(_served, port):
    return [os.environ.get("MOTO", "moto_server"), "-H", "127.0.0.1", "-p", str(port)], (
        f":s3,provider=Other,access_key_id=a,secret_access_key=b,force_path_style=true,endpoint='http://127.0.0.1:{port}':"
    )


def remote(name, server, dossier, project, folder):
    """Publishes to a server that has no times of change, and WebDAV's no checksums either."""
    served, port = folder / "served", free_port()
    served.mkdir()
    command, place = server(served, port)
    env = os.environ | {"RCLONE_CONFIG": str(folder / "none"), "DOSSIER_LANG": "en"}
    # rclone's S3 refuses certificates of the machine's own, which plain HTTP does not need.
    env.pop("AWS_CA_BUNDLE", None)
    publish = [dossier, "-q", "--root", project, "publish", "--yes", "--to", f"rclone:{place}site"]
    run = lambda command: subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    rclone = lambda *words: subprocess.run(["rclone", *words], env=env, stdin=subprocess.DEVNULL, check=True, capture_output=True)

    def published():
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        rclone("copy", f"{place}site", str(copy))
        return tree(copy)

    def write(path):
        (folder / "mine.txt").write_text("mine")
        rclone("copyto", str(folder / "mine.txt"), f"{place}{path}")

    with running(command, port, env):
        rclone("mkdir", f"{place}site")
        asked = run([word for word in publish if word != "--yes"])
        check(name, asked.returncode == 2 and "--yes" in asked.stderr, f"sends without a yes: {asked.stderr}")
        start = time.monotonic()
        first = run(publish)
        seconds = time.monotonic() - start
        check(name, first.returncode == 0, first.stderr)
        check(name, published() == tree(project / "public"), "the trees differ")
        # One letter of a page: its length stays.
        article = min((project / "content/articles").glob("*.md"))
        text = article.read_text()
        article.write_text(text[:-30] + text[-30:].replace("e", "a"))
        write("site/mine.txt")
        second = run(publish)
        check(name, second.returncode == 0, second.stderr)
        now = published()
        check(name, now.pop("mine.txt", None) == b"mine", "a file of somebody else was deleted")
        check(name, now == tree(project / "public"), "the trees differ after a change")
        third = run([word for word in publish if word != "-q"])
        check(name, "up to date" in third.stderr, third.stderr)
        rclone("mkdir", f"{place}other")
        write("other/mine.txt")
        publish[-1] = f"rclone:{place}other"
        refused = run(publish)
        check(name, refused.returncode == 2 and "did not write" in refused.stderr, f"not refused: {refused.stderr}")
        article.write_text(text)
    print(f"{name}: {len(now)} files published in {seconds:.1f} s, then what differs")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossier", required=True)
    options.add_argument("what", nargs="*", default=["nginx", "caddy"])
    options = options.parse_args()
    dossier = str(pathlib.Path(options.dossier).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        project = folder / "project"
        project.mkdir()
        site = build(dossier, project)
        servers, remotes = {"nginx": nginx, "caddy": caddy, "apache": apache}, {"webdav": webdav, "s3": s3}
        for what in options.what:
            own = folder / what
            own.mkdir()
            if what in remotes:
                remote(what, remotes[what], dossier, project, own)
                continue
            for policy in [SHORT_POLICY, policy_of(site)]:
                port = free_port()
                command, env = servers[what](site, own, port, policy)
                with running(command, port, env):
                    address = f"http://127.0.0.1:{port}/"
                    check_site(what, site, address, policy)
                    if policy != SHORT_POLICY:
                        check_pages(what, site, address)
            (site / ".htaccess").unlink(missing_ok=True)
    for line in wrong:
        print(line)
    print(f"{len(wrong)} faults")
    sys.exit(1 if wrong else 0)


main()
