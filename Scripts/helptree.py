"""The program as it describes itself, commands and output files; shared by make-reference and make-manual.

Standard library only.
"""
import csv
import json
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(ROOT, ".build", "release", "forecast")


def output(program, *arguments):
    """What the program prints; an error stops the script."""
    # Tables are read line by line: none may be broken.
    wide = dict(os.environ, COLUMNS="1000")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, encoding="utf-8", env=wide)
    if done.returncode:
        raise SystemExit(f"forecast {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def outputs(program):
    """Every file that a command writes: its row of `forecast schema outputs`, and meanings by column or key."""
    files = []
    for row in csv.DictReader(output(program, "schema", "outputs").splitlines(keepends=True)):
        if row["column"]:
            files[-1][1][row["column"]] = row["meaning"]
        else:
            files.append((row, {}))
    return files


class Option:
    """One argument, option or flag."""

    def __init__(self, node):
        self.kind = node["kind"]
        self.names = [("-" if n["kind"] == "short" else "--") + n["name"] for n in node.get("names", [])]
        self.value = node.get("valueName", "").upper()
        self.meaning = node.get("abstract", "")
        self.default = node.get("defaultValue")
        self.values = node.get("allValues", [])
        self.isOptional = node["isOptional"]
        self.isRepeating = node["isRepeating"]

    @property
    def isPositional(self):
        return self.kind == "positional"

    @property
    def label(self):
        """`-o, --output OUTPUT`, or `SCENARIO`."""
        if self.isPositional:
            return self.value + (" …" if self.isRepeating else "")
        names = ", ".join(sorted(self.names, key=len))
        return names if self.kind == "flag" else f"{names} {self.value}"

    @property
    def short(self):
        """As it stands in a usage line."""
        if self.isPositional:
            text = self.value + ("…" if self.isRepeating else "")
        else:
            name = max(self.names, key=len)
            text = name if self.kind == "flag" else f"{name} {self.value}"
        return f"[{text}]" if self.isOptional else text


class Command:
    """The program or one of its commands."""

    def __init__(self, node):
        self.name = node["commandName"]
        self.abstract = node.get("abstract", "")
        self.arguments = [Option(a) for a in node.get("arguments", []) if a.get("shouldDisplay", True)]
        self.commands = [Command(c) for c in node.get("subcommands", []) if c.get("shouldDisplay", True)]
        self.paragraphs, self.examples = split(node.get("discussion", ""))

    @property
    def positionals(self):
        return [a for a in self.arguments if a.isPositional]

    @property
    def options(self):
        return [a for a in self.arguments if not a.isPositional]

    @property
    def isHelp(self):
        return self.name == "help"

    @property
    def usage(self):
        """What must be given, and that there are options."""
        if self.commands:
            return f"{self.name} COMMAND …"
        needed = [a.short for a in self.positionals] + [a.short for a in self.options if not a.isOptional]
        some = ["[OPTIONS]"] if any(a.isOptional for a in self.options) else []
        return " ".join(["forecast", self.name] + needed + some)


def split(discussion):
    """Paragraphs, their lines joined, and examples, those broken by a backslash kept as they are."""
    paragraphs, examples, lines = [], [], []
    for line in discussion.split("\n") + [""]:
        if line.startswith("  ") and (examples or (lines and lines[-1] in ("Example:", "Examples:"))):
            lines = []
            if examples and examples[-1].endswith("\\"):
                examples[-1] += "\n" + line[2:]
            else:
                examples.append(line[2:])
        elif line.strip() and not examples:
            lines.append(line.strip())
        elif not line.strip() and lines:
            paragraphs.append(" ".join(lines))
            lines = []
        elif line.strip():
            raise SystemExit(f"a help text goes on behind its examples: {line}")
    return paragraphs, examples


def tree(program):
    """The root command."""
    return Command(json.loads(output(program, "--experimental-dump-help"))["command"])


def exit_codes(root):
    """Pairs of code and meaning, from the sentence of the root's help."""
    text = " ".join(root.paragraphs)
    found = re.search(r"Exit codes: (.*?)\.(?: |$)", text)
    if not found:
        raise SystemExit("the help of the program names no exit codes")
    return [tuple(part.strip().split(" ", 1)) for part in found.group(1).split(",")]


def version(program):
    return output(program, "--version").strip()
