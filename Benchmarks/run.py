"""Times the program against what an analyst would use instead; whole processes, turn by turn.

Prints `benchmark,ours_s,rival,rival_s,ratio`: medians of the runs, ratio = rival ÷ ours. Absolute times mean
nothing on a shared machine; the ratio of neighbours does.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
here = os.path.join(root, "Benchmarks")
program = os.path.join(root, ".build", "release", "forecast")
python = os.path.join(here, ".venv", "bin", "python")


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name, ours, rival_name, rival, runs=5):
    seconds(ours)
    seconds(rival)
    times = [(seconds(ours), seconds(rival)) for _ in range(runs)]
    own = statistics.median(t[0] for t in times)
    other = statistics.median(t[1] for t in times)
    ratio = statistics.median(t[1] / t[0] for t in times)
    print(f"{name},{own:.3f},{rival_name},{other:.3f},{ratio:.2f}", flush=True)


def main():
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(here, ".venv")], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "numpy"], check=True)
    print("benchmark,ours_s,rival,rival_s,ratio")
    with tempfile.TemporaryDirectory() as folder:
        scenario = os.path.join("Scenarios", "haiduong-2030-workshop", "scenario.json")
        compare(
            "workshop-100000-paths",
            [program, "run", scenario, "--paths", "100000", "--threads", "1", "--quiet", "--output", folder + "/run"],
            "numpy",
            [python, os.path.join(here, "workshop_numpy.py"), "100000"],
        )
        compare("start", [program, "--version"], "python-numpy", [python, "-c", "import numpy"])


if __name__ == "__main__":
    main()
