"""The peer of theme coding, run by a Python that has scikit-learn: rows come in as JSON, themes go out as JSON."""

import json
import sys
from collections.abc import Sequence
from importlib import import_module  # the peer is no part of the lock, so that no check can know its types
from typing import Any

text = import_module("sklearn.feature_extraction.text")
linear_model = import_module("sklearn.linear_model")
pipeline = import_module("sklearn.pipeline")
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5)
GRAMS = ((1, 1), (1, 2))  # words alone, and pairs of words with them: with few labels the former are better


def main() -> None:
    """Train one balanced logistic regression a theme on words of each kind; suggest from each threshold on."""
    rows = json.load(sys.stdin)
    found = [probabilities(rows, grams) for grams in GRAMS]
    said = [
        [[theme for theme in likely if likely[theme][row] >= least] for row in range(len(rows["test"]))]
        for likely in found
        for least in THRESHOLDS
    ]
    json.dump(said, sys.stdout)


def probabilities(rows: dict[str, Any], grams: tuple[int, int]) -> dict[str, Sequence[float]]:
    """Return for each theme that has labels how likely it is in each row."""
    words = pipeline.make_pipeline(
        text.HashingVectorizer(n_features=2**18, ngram_range=grams, alternate_sign=False),
        text.TfidfTransformer(sublinear_tf=True),
    )
    known, asked = words.fit_transform([words_of for words_of, _ in rows["train"]]), words.transform(rows["test"])
    found = {}
    for theme in rows["themes"]:
        truth = [theme in themes for _, themes in rows["train"]]
        if any(truth):
            model = linear_model.LogisticRegression(C=10, class_weight="balanced", max_iter=1000).fit(known, truth)
            found[theme] = model.predict_proba(asked)[:, 1]
    return found


if __name__ == "__main__":
    main()
