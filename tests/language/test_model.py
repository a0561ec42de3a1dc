import shutil

import pytest

from demarche.errors import BadModel
from demarche.language.model import WEIGHTS, is_intact, load_model


def test_the_card_is_the_weights_own():
    assert is_intact()


def test_the_weights_are_small():
    assert sum(p.stat().st_size for p in WEIGHTS.iterdir() if "fp32" not in p.name) <= 30_000_000


def test_missing_weights_are_named_with_the_remedy(tmp_path):
    with pytest.raises(BadModel, match=r"labels\.json: not there\. .*make model"):
        load_model(tmp_path)


def test_damaged_weights_are_named(tmp_path):
    for name in ("labels.json", "vocabulary.txt", "relations.npy", "lemmas.tsv"):
        shutil.copy(WEIGHTS / name, tmp_path)
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(BadModel, match=r"encoder\.onnx: can't be loaded"):
        load_model(tmp_path)
