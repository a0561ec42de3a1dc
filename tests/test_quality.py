"""Accuracy does not fall: every figure of bench/quality.py stands at or above its floor in bench/floors.json."""

import json
import subprocess
import sys

import pytest

from conftest import ROOT


# Measures that read the same texts go together.
@pytest.mark.parametrize("measures", ["treebanks", "quotes events facts calibration", "times", "factuality status", "actors", "merging topics"])
def test_no_figure_lies_under_its_floor(measures, shared):
    command = [sys.executable, str(ROOT / "bench/quality.py"), "--shared", str(shared), "--only", *measures.split()]
    out = subprocess.run(command, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stdout[-3000:] + out.stderr[-2000:]


def test_the_floors_name_their_goal_and_aim():
    floors = json.loads((ROOT / "bench/floors.json").read_text())
    assert all({"floor", "goal", "aim"} <= set(f) for f in floors["figures"].values())
