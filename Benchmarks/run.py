"""Times the program and its engine against what an analyst would use instead, turn by turn.

Prints `benchmark,ours_s,rival,rival_s,ratio`: medians of the rounds, ratio = rival ÷ ours. Absolute times mean
nothing on a shared machine; the ratio of neighbours does. All processes are timed whole, but for numba, whose
imports and compilation are left out, and numpy's normals, of whose generators the fastest counts.
"""
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
here = os.path.join(root, "Benchmarks")
program = os.path.join(root, ".build", "release", "forecast")
engine = os.path.join(root, ".build", "release", "engine-benchmark")
python = os.path.join(here, ".venv", "bin", "python")
one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def rival(name):
    return os.path.join(here, name)


def output(command):
    environment = {**os.environ, **one_thread}
    return subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def seconds(command):
    start = time.perf_counter()
    output(command)
    return time.perf_counter() - start


def numba_seconds(command):
    return float(output(command).split()[0])


def fastest_normals(command):
    return min(float(line.split()[1]) for line in output(command).splitlines())


def compare(name, ours, rival_name, rival, rounds=5, rival_time=seconds):
    if rounds > 2:
        seconds(ours)
        rival_time(rival)
    times = [(seconds(ours), rival_time(rival)) for _ in range(rounds)]
    own = statistics.median(t[0] for t in times)
    other = statistics.median(t[1] for t in times)
    ratio = statistics.median(t[1] / t[0] for t in times)
    print(f"{name},{own:.3f},{rival_name},{other:.3f},{ratio:.2f}", flush=True)


def made_panel(path):
    """500 made-up yearly series of 30 values."""
    random.seed(726)
    with open(path, "w") as file:
        file.write("unique_id,ds,y\n")
        for series in range(500):
            level, growth = 100.0, random.gauss(3, 2)
            for year in range(1990, 2020):
                level *= 1 + random.gauss(growth, 3) / 100
                file.write(f"S{series},{year},{level:.4f}\n")


def main():
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(here, ".venv")], check=True)
    if subprocess.run([python, "-c", "import numpy, numba, statsforecast"], capture_output=True).returncode:
        subprocess.run([python, "-m", "pip", "-q", "install", "numpy", "numba", "statsforecast"], check=True)
    paths, count = "1000000", 300_000_000
    print("benchmark,ours_s,rival,rival_s,ratio")
    compare("start", [program, "--version"], "python-statsforecast", [python, "-c", "import statsforecast"], rounds=9)
    compare(
        "normals",
        [engine, "normals", str(count)],
        "numpy",
        [python, rival("normals_numpy.py"), str(count)],
        rounds=2,
        rival_time=fastest_normals,
    )
    compare(
        "joint-paths-300000-of-fill-only",
        [engine, "joint-paths", "300000", "1"],
        "own-normals",
        [engine, "normals", str(300_000 * 30 * 72)],
        rounds=3,
    )
    compare(
        "joint-paths",
        [engine, "joint-paths", paths, "1"],
        "numpy",
        [python, rival("joint_paths_numpy.py"), paths],
        rounds=1,
    )
    compare(
        "joint-paths",
        [engine, "joint-paths", paths, "2"],
        "numba",
        [python, rival("joint_paths_numba.py"), paths, "2"],
        rounds=1,
        rival_time=numba_seconds,
    )
    with tempfile.TemporaryDirectory() as folder:
        panel = os.path.join(folder, "panel.csv")
        made_panel(panel)
        compare(
            "predict-yearly",
            [
                program, "predict", panel, "--frequency", "A", "--horizon", "6", "--threads", "1", "--quiet",
                "--output", os.path.join(folder, "predictions"),
            ],
            "statsforecast-ets",
            [python, rival("predict_statsforecast.py"), panel, os.path.join(folder, "rival.csv")],
            rounds=3,
        )
        scenario = os.path.join("Scenarios", "haiduong-2030-workshop", "scenario.json")
        compare(
            "workshop-100000-paths",
            [program, "run", scenario, "--paths", "100000", "--threads", "1", "--quiet", "--output", folder + "/run"],
            "numpy",
            [python, rival("workshop_numpy.py"), "100000"],
            rounds=3,
        )


if __name__ == "__main__":
    main()
