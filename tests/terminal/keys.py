#!/usr/bin/env python3
"""`dossier review` in a real terminal: single keys, and a terminal that is as it was on every way out. Then the two questions of
`dossier import` in a folder that is no dossier yet.

    tests/terminal/keys.py --dossier target/debug/dossier

The program runs behind a pseudo-terminal, under a small shell of this script for Ctrl+Z.
"""
import argparse, os, pathlib, pty, re, select, signal, sys, tempfile, termios, time

PEOPLE = {
    "anne-morvan": "---\nname: Anne Morvan\nnames: [la navigatrice]\nroles:\n  - {title: pilote, from: 2010, to: 2015}\n"
                   "  - {title: capitaine, from: 2016}\n---\n",
    "rose-morvan": "---\nname: Rose Morvan\nroles:\n  - {title: archiviste, from: 2020}\n---\n",
    "yves-kerjean": "---\nname: Yves Kerjean\nweak: [le bosco]\n---\n",
}
ARTICLE = ("---\ntitle: Le quai\ndate: 2012-05-04\n---\nAnne Morvan et Rose Morvan attendent. Morvan parle. Puis Morvan se "
           "tait. Enfin Morvan part.\n")
WAIT = 20


def project(language="en"):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dossier-keys-"))
    (folder / "site.yaml").write_text(f"title: T\nlanguage: {language}\n")
    for name, text in PEOPLE.items():
        path = folder / "content/people" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    path = folder / "content/articles/quai.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE)
    return folder


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and ".dossier" not in str(path)}


class Terminal:
    """The program behind a pseudo-terminal that this process keeps open."""

    def __init__(self, folder, *more, locale="C.UTF-8", command="review"):
        self.main, self.side = pty.openpty()
        self.before = termios.tcgetattr(self.side)
        self.said = ""
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            import fcntl
            fcntl.ioctl(self.side, termios.TIOCSCTTY, 0)
            for fd in (0, 1, 2):
                os.dup2(self.side, fd)
            env = {**os.environ, "NO_COLOR": "1", "DOSSIER_LANG": "", "LC_ALL": locale, "TERM": "xterm"}
            os.execve(DOSSIER, [DOSSIER, "--root", str(folder), command, *more], env)

    def read(self, seconds=0.05):
        ready, _, _ = select.select([self.main], [], [], seconds)
        if ready:
            self.said += os.read(self.main, 65536).decode("utf-8", "replace").replace("\r\n", "\n")

    def until(self, words):
        """Waits until the program has said something new with these words."""
        since = time.monotonic()
        while words not in self.said:
            self.read()
            if time.monotonic() - since > WAIT:
                sys.exit(f"waited in vain for {words!r}; the program said:\n{self.said}")
        start = self.said.index(words) + len(words)
        passed, self.said = self.said[:start], self.said[start:]
        return passed

    def keys(self, keys):
        os.write(self.main, keys.encode())

    def modes(self):
        return termios.tcgetattr(self.side)

    def is_single(self):
        return not self.modes()[3] & (termios.ICANON | termios.ECHO)

    def ended(self):
        """Waits for the end; returns the exit code, and checks that the terminal is as it was."""
        since = time.monotonic()
        while True:
            self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - since > WAIT:
                sys.exit(f"the program does not end; it said:\n{self.said}")
        self.read()
        assert self.modes() == self.before, "the terminal is not as it was"
        os.close(self.main)
        os.close(self.side)
        return os.waitstatus_to_exitcode(status)

    def stopped(self):
        since = time.monotonic()
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return
            assert time.monotonic() - since < WAIT, "the program was not stopped"
            time.sleep(0.02)


def single_keys():
    folder = project()
    before = tree(folder)
    run = Terminal(folder, "--by", "Anne")
    shown = run.until("Question 1 of 3") + run.until("2  Rose Morvan")
    assert "Several records bear this name." in shown, shown
    assert "1  Anne Morvan, capitaine · pilote [anne-morvan]" in shown, shown
    assert run.is_single(), "keys need Enter"
    run.keys("2")
    run.until("Question 2 of 3")
    written = (folder / "content/decisions.yaml").read_text()
    assert "entity: rose-morvan" in written and 'by: "Anne"' in written, written
    run.keys("x")
    run.until("“x” is not a key")
    run.keys("\x1b[A")
    run.keys("9")
    run.until("“9” is not a key")
    run.keys("?")
    run.until("another record, or another date")
    run.until("quit; all that is decided is written")
    run.keys("s")
    run.until("Question 3 of 3")
    run.keys("u")
    run.until("Undone.")
    run.until("Question 1 of 3")
    assert tree(folder) == before, "undo gives back every byte"
    run.keys("0")
    run.until("Question 2 of 3")
    assert "entity: none" in (folder / "content/decisions.yaml").read_text()
    run.keys("q")
    run.until("1 decided, 2 left")
    assert run.ended() == 0


def somebody_else():
    folder = project()
    run = Terminal(folder)
    run.until("Question 1 of 3")
    run.keys("o")
    run.until("A few letters")
    assert not run.is_single(), "the terminal edits the line"
    run.keys("nobody of this name\n")
    run.until("No record has")
    run.until("A few letters")
    run.keys("bosko\x7f\x7fco\n")
    run.until("1  Yves Kerjean")
    run.keys("o")
    run.until("A few letters")
    run.keys("\n")
    run.until("Question 1 of 3")
    run.keys("okerj\n1")
    run.until("→ Yves Kerjean [yves-kerjean]")
    run.until("Question 2 of 3")
    assert "entity: yves-kerjean" in (folder / "content/decisions.yaml").read_text()
    run.keys("\x04")
    run.until("1 decided, 2 left")
    assert run.ended() == 0


def whole_article():
    folder = project("fr")
    before = tree(folder)
    run = Terminal(folder, locale="fr_FR.UTF-8")
    shown = run.until("Question 1 sur 3") + run.until("2  Rose Morvan")
    assert "Plusieurs fiches portent ce nom." in shown, shown
    run.keys("a1")
    run.until("Liens gagnés\u00a0: 3.")
    run.keys("n")
    run.until("Rien n’a été fait.")
    run.until("Question 1 sur 3")
    assert tree(folder) == before
    run.keys("a1")
    run.until("Confirmer\u00a0?")
    run.keys("o")
    run.until("C’était la dernière question.")
    run.keys("u")
    run.until("Question 1 sur 3")
    assert tree(folder) == before, "undo gives back every byte"
    run.keys("a1o")
    run.until("C’était la dernière question.")
    run.keys("q")
    run.until("Décidé\u00a0: 1. Restent\u00a0: 0.")
    assert run.ended() == 0
    assert "as: {Morvan: anne-morvan}" in (folder / "content/articles/quai.md").read_text()
    (folder / "content/articles/quai.md").write_bytes(before["content/articles/quai.md"])
    run = Terminal(folder, locale="fr_FR.UTF-8")
    run.until("Question 1 sur 3")
    run.keys("sa0oq")
    run.until("C’est fait.")
    assert run.ended() == 0, "skipped questions that the answer decided are not asked"
    assert "unlinked: [Morvan]" in (folder / "content/articles/quai.md").read_text()


def language_of_the_person():
    folder = project("en")
    run = Terminal(folder, locale="fr_FR.UTF-8")
    run.until("Plusieurs fiches portent ce nom.")
    run.keys("q")
    assert run.ended() == 0


def changed_meanwhile():
    folder = project()
    run = Terminal(folder)
    run.until("Question 1 of 3")
    path = folder / "content/articles/quai.md"
    path.write_text(ARTICLE.replace("Enfin Morvan", "Enfin"))
    # A decision finds its words again; one whose place is lost is refused, and the rest is asked.
    run.keys("1")
    run.until("Question 2 of 3")
    run.keys("u")
    run.until("Question 1 of 3")
    run.keys("1")
    run.until("Question 2 of 3")
    decisions = folder / "content/decisions.yaml"
    decisions.write_text(decisions.read_text() + "# mine\n")
    run.keys("u")
    run.until("Nothing was done: content/decisions.yaml was changed in the meantime.")
    assert decisions.read_text().endswith("# mine\n")
    run.keys("q")
    assert run.ended() == 0


def signals():
    for send, code in [(lambda run: run.keys("\x03"), 130), (lambda run: run.keys("\x1c"), 131),
                       (lambda run: os.kill(run.pid, signal.SIGTERM), 143)]:
        for typing in (False, True):
            folder = project()
            run = Terminal(folder)
            run.until("Question 1 of 3")
            run.keys("1")
            run.until("Question 2 of 3")
            if typing:
                run.keys("o")
                run.until("A few letters")
            send(run)
            assert run.ended() == code
            assert "anne-morvan" in (folder / "content/decisions.yaml").read_text()


def stop_and_go_on():
    for stop in (lambda run: run.keys("\x1a"), lambda run: os.kill(run.pid, signal.SIGSTOP)):
        folder = project()
        run = Terminal(folder)
        run.until("Question 1 of 3")
        by_key = stop.__code__.co_names[0] == "keys" if stop.__code__.co_names else False
        stop(run)
        run.stopped()
        if by_key:
            assert run.modes() == run.before, "a stopped program leaves the terminal as it was"
        # What a shell does meanwhile.
        termios.tcsetattr(run.side, termios.TCSANOW, run.before)
        os.kill(run.pid, signal.SIGCONT)
        run.until("Question 1 of 3")
        assert run.is_single()
        run.keys("1")
        run.until("Question 2 of 3")
        run.keys("q")
        assert run.ended() == 0


def without_a_terminal():
    folder = project()
    read, write = os.pipe()
    os.write(write, b"1\nq\n")
    os.close(write)
    pid = os.fork()
    if pid == 0:
        os.dup2(read, 0)
        nothing = os.open("/dev/null", os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        os.execv(DOSSIER, [DOSSIER, "--root", str(folder), "review"])
    os.close(read)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert "entity: anne-morvan" in (folder / "content/decisions.yaml").read_text()


def import_asks():
    for locale, title, language, answers, expected in [
        ("fr_FR.UTF-8", "Titre du nouveau dossier", "Sa langue", ("Le quai : l’affaire", ""), ('title: "Le quai : l’affaire"', "language: fr")),
        ("C.UTF-8", "Title of the new dossier", "Its language", ("", "de"), ("title: ", "language: de")),
    ]:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="dossier-keys-"))
        document = folder / "document.txt"
        document.write_text("Le quai\n\nAnne Morvan attend sur le quai depuis mardi, et personne ne lui a dit pourquoi.\n")
        run = Terminal(folder, str(document), locale=locale, command="import")
        run.until(title)
        assert not (folder / "site.yaml").exists(), "written before the answer"
        run.keys(answers[0] + "\n")
        run.until(language)
        run.keys(answers[1] + "\n")
        assert run.ended() == 0, run.said
        site = (folder / "site.yaml").read_text()
        assert all(words in site for words in expected), site
        assert list((folder / "content/articles").glob("*.md")), "no article"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dossier", default="target/debug/dossier")
    DOSSIER = os.path.realpath(parser.parse_args().dossier)
    checks = [single_keys, somebody_else, whole_article, language_of_the_person, changed_meanwhile, signals, stop_and_go_on,
              without_a_terminal, import_asks]
    for check in checks:
        check()
        print(check.__name__, "ok")
