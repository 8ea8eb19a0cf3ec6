"""What a run costs as it grows: paths, indicators, years ahead and targets, each by itself.

    python3 Benchmarks/curve.py [--program PROGRAM] [--instructions]

Prints `grown,size,seconds,instructions` for made-up yearly scenarios on one thread: processor seconds (the least of three),
and with --instructions the millions of instructions that valgrind counts, which no noise moves. Standard library only.
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
USUAL = {"paths": 20_000, "indicators": 30, "years": 10, "targets": 30}
SIZES = {
    "paths": [2_000, 20_000, 100_000, 500_000],
    "indicators": [10, 30, 100, 300],
    "years": [5, 10, 20, 40],
    "targets": [10, 30, 100, 300, 3_000],
}
OBSERVED = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
PLANNED = (
    "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,lead_agency_vi,"
    "lead_agency_en,conflict_with,note\n")


def write(folder, paths, indicators, years, targets):
    """A scenario of made-up indicators with twenty years of figures each."""
    random.seed(726)
    data, plan = OBSERVED, PLANNED
    for number in range(indicators):
        level = 100.0
        for year in range(2005, 2025):
            level *= 1 + random.gauss(4, 3) / 100
            data += f"s{number},X,A,{year},{level:.3f},u,na,final,{year + 1}-03,,\n"
    for number in range(targets):
        year, low = 2025 + number % years, 100 + 400 * random.random()
        plan += f"p,{number + 1},i{number % indicators},T{number},T{number},u,level,at_least,{low:.1f},,{year},"
        plan += f"A{number % 12},A{number % 12},,\n"
    scenario = {
        "name": "curve", "title": "Curve", "region": {"geo": "X"}, "as_of": "2025-06-30", "data": ["data.csv"],
        "plans": ["plan.csv"], "horizon": 2024 + years, "simulation": {"paths": paths, "seed": 1},
        "indicators": [
            {"id": f"i{number}", "unit": "u", "kind": "level", "series": {"level": f"s{number}"}}
            for number in range(indicators)],
    }
    for name, text in (("data.csv", data), ("plan.csv", plan), ("scenario.json", json.dumps(scenario))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def command(program, folder):
    scenario, output = os.path.join(folder, "scenario.json"), os.path.join(folder, "run")
    return [program, "run", scenario, "--threads", "1", "--quiet", "--output", output]


def seconds(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def instructions(arguments, folder):
    # Valgrind cannot read the debug information of the linker that is used: a copy without it does the same.
    bare = os.path.join(folder, "program")
    subprocess.run(["strip", "-o", bare, arguments[0]], check=True)
    counter = ["valgrind", "--tool=callgrind", "--callgrind-out-file=" + os.path.join(folder, "callgrind")]
    said = subprocess.run(counter + [bare] + arguments[1:], check=True, capture_output=True, text=True, errors="replace").stderr
    return round(int(re.search(r"Collected : (\d+)", said).group(1)) / 1e6)


def main():
    arguments = argparse.ArgumentParser(description="What a run costs as it grows.")
    arguments.add_argument("--program", default=os.path.join(ROOT, ".build", "release", "forecast"))
    arguments.add_argument("--instructions", action="store_true")
    given = arguments.parse_args()
    counts = given.instructions and shutil.which("valgrind")
    print("grown,size,seconds,instructions")
    for grown, sizes in SIZES.items():
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                write(folder, **{**USUAL, grown: size})
                run = command(given.program, folder)
                least = min(seconds(run) for _ in range(3))
                counted = instructions(run, folder) if counts else ""
                print(f"{grown},{size},{least:.2f},{counted}", flush=True)


if __name__ == "__main__":
    main()
