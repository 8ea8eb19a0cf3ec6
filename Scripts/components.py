"""What the built program is made of, read from what built it; shared by make-package.

Swift packages come from Package.resolved and their checkouts, as far as the linker took something of them; the parts of
the Swift runtime from the map of the linker; shared libraries from the loader and from Debian's list of packages;
learned tables from their own provenance. Standard library only.
"""
import glob
import hashlib
import json
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FIELDS = ["component", "version", "how", "licence", "revision", "source"]
# Whose copyright file holds the notices of ICU's data.
ICU_NOTICES = "libicu72"


class Licence:
    """A licence and the files that state it."""

    def __init__(self, name, files):
        self.name = name
        self.files = files


def read(path):
    with open(path, encoding="utf-8", errors="replace") as text:
        return text.read()


def output(*command, **options):
    return subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", **options).stdout


def licence_name(text):
    """The short name of a licence by its text."""
    if "Apache License" in text:
        return "Apache-2.0 WITH Swift-exception" if "Runtime Library Exception" in text else "Apache-2.0"
    if "Permission is hereby granted, free of charge" in text:
        return "MIT"
    raise SystemExit("a licence that Scripts/components.py does not know:\n" + text[:300])


def linked(link_map):
    """Object files and members of archives of which the program holds something, by the linker's map of its memory."""
    # Address, address in the file, size and alignment, then the file and its section: lld's way.
    return set(re.findall(
        r"^ *[0-9a-f]+ +[0-9a-f]+ +0*[1-9a-f][0-9a-f]* +[0-9]+ +(/.*\.(?:a\(.*\)|o)):\(", read(link_map), re.M))


def swift_packages(scratch, objects, resolved):
    """Rows and licences of the Swift packages in the program."""
    modules = {found.group(1) for name in objects for found in [re.search(r"/(\w+)\.build/(?!.*\.build/)", name)] if found}
    rows, licences = [], {}
    for pin in sorted(json.loads(read(resolved))["pins"], key=lambda pin: pin["identity"]):
        name = pin["identity"]
        checkout = os.path.join(scratch, "checkouts", name)
        own = {os.path.basename(path) for path in glob.glob(os.path.join(checkout, "Sources", "*"))}
        if not own & modules:
            continue
        files = sorted(
            path for kind in ("LICENSE*", "NOTICE*") for path in glob.glob(os.path.join(checkout, kind)))
        licences[name] = Licence(licence_name(read(files[0])), files)
        rows.append({
            "component": name, "version": pin["state"].get("version", ""), "how": "linked statically",
            "licence": licences[name].name, "revision": pin["state"]["revision"], "source": pin["location"],
        })
    return rows, licences


def runtime(objects, swift):
    """The parts of the Swift runtime in the program."""
    version = re.search(r"Swift version (\S+)", output(swift, "--version")).group(1)
    tool = os.path.realpath(output("which", swift).strip())
    text = os.path.join(os.path.dirname(os.path.dirname(tool)), "share", "swift", "LICENSE.txt")
    licence = Licence(licence_name(read(text)), [text])
    parts = sorted({
        found.group(1) for name in objects for found in [re.search(r"/swift_static/linux/(\S+?)\.a\(", name)] if found})
    starts = sorted({
        os.path.basename(name) for name in objects if "/swift_static/" in name and name.endswith(".o")})
    rows = [{
        "component": "swift runtime: " + part, "version": version, "how": "linked statically",
        "licence": licence.name, "revision": "", "source": "https://github.com/swiftlang",
    } for part in parts + starts]
    licences = {"swift": licence}
    if "lib_FoundationICU" in parts:
        # Debian's notices add those of the dictionaries and time zones in its data.
        licences["icu"] = Licence("Unicode-3.0", [
            os.path.join(ROOT, "Scripts", "licences", "Unicode-3.0.txt"),
            f"/usr/share/doc/{ICU_NOTICES}/copyright"])
        rows.append(icu(os.path.join(os.path.dirname(os.path.dirname(tool)), "lib", "swift_static", "linux")))
    return rows, licences


def icu(folder):
    """ICU, which Foundation carries under names of its own; its data name its version."""
    data = output("strings", "-a", os.path.join(folder, "lib_FoundationICU.a"))
    return {
        "component": "icu", "version": re.search(r"icudt(\d+)", data).group(1), "how": "linked statically",
        "licence": "Unicode-3.0", "revision": "", "source": "https://github.com/unicode-org/icu",
    }


def owner(path):
    """The Debian package of a file; files may be known by their place before /usr was merged."""
    real = os.path.realpath(path)
    for name in (real, real.removeprefix("/usr"), path):
        found = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(": ")[0].split(",")[0]
    raise SystemExit(f"no package owns {path}")


def debian_licence(package):
    """The licences that a package's copyright file names."""
    path = f"/usr/share/doc/{package.split(':')[0]}/copyright"
    text = read(path)
    if "copyright-format/1.0" not in text:
        return "see " + path
    names = sorted({name.strip() for name in re.findall(r"^License:[ \t]*(\S.*)$", text, re.M)})
    return "; ".join(names)


def debian_row(package, how):
    version, source = output(
        "dpkg-query", "-W", "-f", "${Version}\t${source:Package}", package).split("\t")
    return {
        "component": package.split(":")[0], "version": version, "how": how,
        "licence": debian_licence(package), "revision": "", "source": "Debian, source package " + source,
    }


def shared_libraries(program):
    """Debian packages whose libraries the loader brings: those that the program names, then what they need."""
    direct = set(re.findall(r"NEEDED\s+(\S+)", output("objdump", "-p", program)))
    ways = {}
    for name, path in re.findall(r"^\s*(\S+) => (/\S+)", output("ldd", program), re.M):
        package = owner(path)
        ways[package] = ways.get(package, False) or name in direct
    order = sorted(ways, key=lambda package: (not ways[package], package))
    return [
        debian_row(package, "shared library" if ways[package] else "shared library of a library")
        for package in order]


def tables():
    """The learned tables in the program and the series they come from."""
    rows = []
    for path in sorted(glob.glob(os.path.join(ROOT, "Sources", "CReferenceTables", "tables", "*.json"))):
        table = json.loads(read(path))
        if "provenance" not in table:
            # Counts of the series that the other tables are learned from, or of what their attribution names.
            with open(path, "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            name = os.path.basename(path).removesuffix(".json")
            rows.append({
                "component": f"learned table {name}", "version": "", "how": "learned from; series not in the package",
                "licence": table.get("attribution", "as the series of the other tables"), "revision": digest, "source": "",
            })
            continue
        for source in table["provenance"]["sources"]:
            rows.append({
                "component": f"learned table {table['id']}: {source['name']}",
                "version": table["provenance"]["version"], "how": "learned from; series not in the package",
                "licence": source["attribution"] or "judged on only", "revision": source["sha256"], "source": "",
            })
    return rows


def components(program, scratch, link_map, swift):
    """All rows, and the licences whose texts go with what is linked statically."""
    objects = linked(link_map)
    packages, licences = swift_packages(scratch, objects, os.path.join(ROOT, "Package.resolved"))
    parts, more = runtime(objects, swift)
    rows = packages + parts + shared_libraries(program) + tables()
    return rows, {**licences, **more}
