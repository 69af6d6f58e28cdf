"""The peer of theme coding, run by a Python that has scikit-learn: rows come in as JSON, themes go out as JSON."""

import json
import sys
from importlib import import_module  # the peer is no part of the lock, so that no check can know its types

text = import_module("sklearn.feature_extraction.text")
linear_model = import_module("sklearn.linear_model")
pipeline = import_module("sklearn.pipeline")
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5)


def main() -> None:
    """Train one balanced logistic regression a theme on words and pairs of words; suggest from each threshold on."""
    rows = json.load(sys.stdin)
    words = pipeline.make_pipeline(
        text.HashingVectorizer(n_features=2**18, ngram_range=(1, 2), alternate_sign=False),
        text.TfidfTransformer(sublinear_tf=True),
    )
    known, asked = words.fit_transform([words_of for words_of, _ in rows["train"]]), words.transform(rows["test"])
    said: dict[float, list[list[str]]] = {least: [[] for _ in rows["test"]] for least in THRESHOLDS}
    for theme in rows["themes"]:
        truth = [theme in themes for _, themes in rows["train"]]
        if not any(truth):
            continue
        model = linear_model.LogisticRegression(C=10, class_weight="balanced", max_iter=1000).fit(known, truth)
        for row, likely in enumerate(model.predict_proba(asked)[:, 1]):
            for least in THRESHOLDS:
                if likely >= least:
                    said[least][row].append(theme)
    json.dump(list(said.values()), sys.stdout)


if __name__ == "__main__":
    main()
