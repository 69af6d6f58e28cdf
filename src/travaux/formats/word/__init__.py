"""Word with its tracked changes: read, resolved, written.

What others call, all of it pure, with shapes of `travaux.text`:

- `skeleton.skeleton(provisions, language, checkpoint, instructions) -> bytes`: the current version for a delegation,
  track changes switched on. `provisions` are `text.provision.Provision(key, kind, wording, number)` in the order of the
  version; `key` is what is carried unseen and given back; `instructions` are paragraphs in `language` (en, ar, zh, …).
- `skeleton.clean(provisions, language, checkpoint) -> bytes`: the version and nothing else.
- `versions.versions_out(old, new, language, checkpoint, author, date) -> bytes`: two versions compared; provisions are
  paired by `key`, so that a renumbered or reworded one is one that changed.
- `rolling.rolling_out(shown, language, checkpoint, form) -> bytes`: the rolling text. `shown` are
  `rolling.Shown(provision, state, voices, dates)`: `state` is `text.contest.ProvisionState`, whose `Tabled.proponents`
  become the authors of the tracked changes as they are spelled there; `voices` are
  `rolling.Voice(proposal, author, words, date)`, one comment each (a position, a reason); `dates` say, by its key, when
  each proposal was made. `form` is `rolling.Form`: `TRACKED`, `BRACKETED` or `CLEAN`.
- `travaux.formats.apart.return_apart(content, filename, returned.Version(provisions, checkpoint), means) ->
  suggest.Suggestions`: what a document that was sent back suggests, read in a process of its own; any format that is
  read at all, Word with its authors. Raises refusals that can be shown. `apart.Means(limits, bounds, watch)` are the
  same bounds as for `open_apart`. `travaux.formats.returned.returned` does the same in this process.
- `suggest.Suggestions`: `suggestions` (each `Suggestion(does, provision, wording, after, found_by, authors, date,
  tracked, comments)`, to be confirmed by a person beside the wording of now), `formatting` (reported, never proposed),
  `comments` on provisions that are not changed, `unplaced`, the `checkpoint` in the footer, and `remarks` to be shown.

Dates are as in ISO 8601 with a zone (`2026-01-01T00:00:00Z`). Of a skeleton, `accept` and `reject` in `resolve` settle
all changes; `redline.redlined` compares any two documents, `read.read_revisions` lists what is tracked in one.
"""
