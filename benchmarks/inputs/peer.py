"""The peer of theme coding, run by a Python that has scikit-learn: rows come in as JSON, themes go out as JSON."""

import json
import sys

from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def main() -> None:
    """Train one balanced logistic regression a theme on words and pairs of words; suggest from one half on."""
    rows = json.load(sys.stdin)
    words = make_pipeline(
        HashingVectorizer(n_features=2**18, ngram_range=(1, 2), alternate_sign=False),
        TfidfTransformer(sublinear_tf=True),
    )
    known, asked = words.fit_transform([text for text, _ in rows["train"]]), words.transform(rows["test"])
    said: list[list[str]] = [[] for _ in rows["test"]]
    for theme in rows["themes"]:
        truth = [theme in themes for _, themes in rows["train"]]
        if not any(truth):
            continue
        model = LogisticRegression(C=10, class_weight="balanced", max_iter=1000).fit(known, truth)
        for row, is_so in enumerate(model.predict(asked)):
            if is_so:
                said[row].append(theme)
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
