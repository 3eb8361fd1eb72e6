#!/usr/bin/env python3
# -*- coding: ascii -*-
"""Everyday commands of the project: ``python tasks.py run``, ``test``, ``lint`` and so on.

Only the standard library is used, and only syntax that very old Pythons can read: an old
Python must reach the sentence that says which one is needed.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")
#: djade is a program without a module; it lies beside the environment's Python.
DJADE = ["-c", "import os, subprocess, sys; here = os.path.dirname(sys.executable); "
         "sys.exit(subprocess.call([os.path.join(here, 'djade')] + sys.argv[1:]))"]
NO_TESTS = 5  # what pytest returns when nothing was selected
LEFTOVERS = ("build", "dist", "iom_wagtail.egg-info", ".pytest_cache", ".ruff_cache",
             ".import_linter_cache", ".hypothesis")


class Stop(Exception):
    """Something a person has to do first; shown as one plain sentence."""


# The environment ------------------------------------------------------------------------

def check_python():
    """Stop when this Python is too old or cannot make environments."""
    if sys.version_info < NEEDED:
        raise Stop("Python {0}.{1} or newer is needed; this is {2}.{3}. "
                   "Install it and run the command again.".format(
                       NEEDED[0], NEEDED[1], sys.version_info[0], sys.version_info[1]))
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        if os.path.exists("/etc/debian_version"):
            how = "on Debian or Ubuntu run: sudo apt install python3-venv"
        else:
            how = "install the package of your system that brings Python's venv and ensurepip"
        raise Stop("The venv module is missing: {0}".format(how))


def venv_python():
    """Return the path of the environment's Python."""
    if os.name == "nt":
        return os.path.join(VENV, "Scripts", "python.exe")
    return os.path.join(VENV, "bin", "python")


def venv_works():
    """Return whether the environment is complete and its Python still runs."""
    if not os.path.exists(venv_python()):
        return False
    test = "import pip, sys; sys.exit(sys.version_info < ({0}, {1}))".format(*NEEDED)
    try:
        return subprocess.call([venv_python(), "-c", test], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def fingerprint(files):
    """Return a hash of the requirement files."""
    digest = hashlib.sha256()
    for name in files:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def prepare(files):
    """Create the environment and install the last of ``files``, when either is out of date."""
    check_python()
    if not venv_works():
        print("Creating the environment in .venv ...")
        sys.stdout.flush()
        if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
            raise Stop("The environment could not be created; the lines above say why.")
    # Named after the larger file, so that running the site keeps the test tools current.
    stamp = os.path.join(VENV, "installed-" + files[-1])
    wanted = fingerprint(files)
    if os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    print("Installing {0} ...".format(files[-1]))
    sys.stdout.flush()
    # Thousands of modules are never imported; Python compiles those that are.
    install = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
               "--no-compile", "-r", os.path.join(ROOT, files[-1])]
    if subprocess.call(install) != 0:
        raise Stop("The packages could not be installed; the lines above say why. "
                   "Is there a connection to PyPI?")
    with open(stamp, "w") as file:
        file.write(wanted)


def call(arguments, settings=None):
    """Run the environment's Python in the project's folder; return its exit status."""
    environment = dict(os.environ, PYTHONUTF8="1")
    if settings:
        environment["DJANGO_SETTINGS_MODULE"] = settings
    sys.stdout.flush()
    return subprocess.call([venv_python()] + arguments, cwd=ROOT, env=environment)


def must(arguments, settings=None):
    """Run a step that everything after it depends on."""
    status = call(arguments, settings)
    if status != 0:
        sys.exit(status)


def port_is_busy(port):
    """Return whether something on this machine already answers on the port."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.settimeout(1)
    try:
        return probe.connect_ex(("127.0.0.1", port)) == 0
    finally:
        probe.close()


def files_below(folders, suffix):
    """Return the files with this suffix in these folders, in a fixed order."""
    found = []
    for folder in folders:
        for path, _folders, names in os.walk(os.path.join(ROOT, folder)):
            found += [os.path.join(path, name) for name in names if name.endswith(suffix)]
    return sorted(found)


# The commands ---------------------------------------------------------------------------

def run(options, _rest):
    """Bring the site up on this machine with the demo school."""
    check_python()
    if port_is_busy(options.port):
        raise Stop("Port {0} is already in use: stop the other program, or choose another "
                   "port: python tasks.py run --port {1}".format(options.port, options.port + 1))
    prepare(RUNTIME)
    settings = "home.settings.dev"
    must(["manage.py", "migrate", "--verbosity", "0"], settings)
    must(["manage.py", "load_demo", "--if-empty", "--show-logins"], settings)
    print("\nThe site: http://127.0.0.1:{0}/   (stop it with Ctrl+C)\n".format(options.port))
    return call(["manage.py", "runserver", "127.0.0.1:{0}".format(options.port)], settings)


def test(_options, rest):
    """Run the whole test suite; what follows is handed to pytest.

    Browser tests commit and empty their database, so they run by themselves; each process has a
    database and a browser of its own, which is why there are few of them.
    """
    prepare(DEVELOPMENT)
    spread = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in rest)
    workers = [] if spread else ["-n", "auto", "--dist", "loadfile"]
    few = workers and workers + ["--maxprocesses", "4"]
    settings = "home.settings.test"
    statuses = [
        call(["-m", "pytest", "-m", "not browser"] + workers + rest, settings),
        call(["-m", "pytest", "-m", "browser"] + few + rest, settings),
    ]
    if statuses == [NO_TESTS, NO_TESTS]:
        return NO_TESTS
    return max(status for status in statuses if status != NO_TESTS)


def lint(_options, _rest):
    """Check the style of code and templates, and the direction of imports."""
    prepare(DEVELOPMENT)
    templates = files_below(["iom_wagtail", "home", "templates"], ".html")
    steps = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-c", "from importlinter.cli import lint_imports_command as go; go()"],
    ]
    if templates:
        steps.append(DJADE + ["--check", "--target-version", "5.2"] + templates)
    return max([call(step) for step in steps])


def tidy(_options, _rest):
    """Format code and templates the way ``lint`` wants them."""
    prepare(DEVELOPMENT)
    call(["-m", "ruff", "check", "--fix", "--quiet", "."])
    call(["-m", "ruff", "format", "."])
    templates = files_below(["iom_wagtail", "home", "templates"], ".html")
    if templates:
        call(DJADE + ["--target-version", "5.2"] + templates)
    return 0


def messages(_options, rest):
    """Update and compile the translation catalogues (or: messages check)."""
    prepare(DEVELOPMENT)
    return call(["-m", "scripts.messages"] + (rest or ["update"]))


def clean(_options, _rest):
    """Remove build leftovers and caches; data in var/ and the environment stay."""
    for name in LEFTOVERS:
        shutil.rmtree(os.path.join(ROOT, name), ignore_errors=True)
    for folder in ["iom_wagtail", "home", "tests", "scripts"]:
        for path, folders, _names in os.walk(os.path.join(ROOT, folder)):
            if "__pycache__" in folders:
                shutil.rmtree(os.path.join(path, "__pycache__"), ignore_errors=True)
    return 0


def bench(_options, rest):
    """Measure every page beside a bare view and write docs/performance.md."""
    prepare(DEVELOPMENT)
    return call([os.path.join("tests", "benchmarks", "run.py")] + rest)


COMMANDS = {"run": run, "test": test, "bench": bench, "lint": lint, "tidy": tidy,
            "messages": messages, "clean": clean}


def main():
    """Read the command line and run one command."""
    parser = argparse.ArgumentParser(
        description="Everyday commands of the project.",
        epilog="\n".join("{0:10} {1}".format(name, COMMANDS[name].__doc__)
                         for name in sorted(COMMANDS)),
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("--port", type=int, default=8000, help="for run: the port to listen on")
    options, rest = parser.parse_known_args()
    try:
        return COMMANDS[options.command](options, rest)
    except Stop as stop:
        sys.stderr.write("{0}\n".format(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
