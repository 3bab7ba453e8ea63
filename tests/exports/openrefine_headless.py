"""Runs Debian's OpenRefine without a browser: makes projects, reconciles a column, exports the rows. Loopback only."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

PROGRAMS = ["openrefine", "refine"]


def program():
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def is_installed():
    return program() is not None


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class OpenRefine:
    """A running OpenRefine with a workspace of its own; it ends with the block."""

    def __enter__(self):
        self.port = free_port()
        self.workspace = tempfile.TemporaryDirectory()
        command = [program(), "-i", "127.0.0.1", "-p", str(self.port), "-d", self.workspace.name, "-x", "refine.headless=true"]
        self.log = open(pathlib.Path(self.workspace.name) / "log.txt", "w+")
        # A group of its own, because the program is a script that starts Java.
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, start_new_session=True)
        self.base = f"http://127.0.0.1:{self.port}/command/core/"
        self.opener = urllib.request.build_opener(NoRedirect)
        for _ in range(120):
            try:
                self.token()
                return self
            except (OSError, urllib.error.URLError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.5)
        self.log.seek(0)
        words = self.log.read()[-2000:]
        self.__exit__()
        raise SystemExit(f"OpenRefine does not start: {words}")

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.log.close()
        self.workspace.cleanup()

    def get(self, command, **fields):
        address = f"{self.base}{command}?{urllib.parse.urlencode(fields)}"
        with self.opener.open(address, timeout=60) as answer:
            return json.loads(answer.read())

    def token(self):
        return self.get("get-csrf-token")["token"]

    def post(self, command, fields):
        address = f"{self.base}{command}?csrf_token={self.token()}"
        with self.opener.open(address, urllib.parse.urlencode(fields).encode(), timeout=60) as answer:
            return answer.read()

    def create(self, name, table):
        """Makes a project of a table and returns its number."""
        options = {
            "encoding": "UTF-8",
            "separator": ",",
            "headerLines": 1,
            "guessCellValueTypes": False,
            "trimStrings": False,
            "storeBlankCellsAsNulls": True,
            "processQuotes": True,
        }
        boundary = uuid.uuid4().hex
        parts = [
            f'name="project-file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'.encode() + table,
            b'name="project-name"\r\n\r\n' + name.encode(),
            b'name="format"\r\n\r\ntext/line-based/*sv',
            b'name="options"\r\n\r\n' + json.dumps(options).encode(),
        ]
        body = b"".join(f"--{boundary}\r\nContent-Disposition: form-data; ".encode() + part + b"\r\n" for part in parts)
        request = urllib.request.Request(
            f"{self.base}create-project-from-upload?csrf_token={self.token()}",
            body + f"--{boundary}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={boundary}"},
        )
        try:
            self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as answer:
            place = answer.headers.get("Location", "")
            if "project=" in place:
                return place.split("project=")[1]
        raise SystemExit(f"OpenRefine makes no project of {name}")

    def export(self, project):
        """Returns the rows of a project as CSV."""
        engine = json.dumps({"facets": [], "mode": "row-based"})
        return self.post("export-rows", {"project": project, "format": "csv", "engine": engine})

    def reconcile(self, project, column, service):
        """Returns what became of each cell: the judgment, the ids of the candidates, the id of the match."""
        config = {
            "mode": "standard-service",
            "service": service,
            "identifierSpace": "x",
            "schemaSpace": "x",
            "type": None,
            "autoMatch": True,
            "columnDetails": [],
            "limit": 0,
        }
        engine = json.dumps({"facets": [], "mode": "row-based"})
        self.post("reconcile", {"project": project, "columnName": column, "config": json.dumps(config), "engine": engine})
        for _ in range(120):
            if not self.get("get-processes", project=project)["processes"]:
                break
            time.sleep(0.5)
        rows = json.loads(self.post("get-rows", {"project": project, "start": 0, "limit": 10_000}))
        recons = rows.get("pool", {}).get("recons", {})
        judged = {}
        for row in rows["rows"]:
            cell = row["cells"][-1]
            recon = recons.get(str(cell.get("r")), {})
            match = recon.get("m") or {}
            candidates = [one["id"] for one in recon.get("c", [])]
            judged[cell["v"]] = (recon.get("j"), candidates, match.get("id"))
        return judged
