"""Participation: who takes part, how they get in, what balance comes of it, and who pays for their journey.

Pure, like every engine: what is kept and shown belongs to the register of the same name. The shapes to build on:

`entities`      Entity (key, kind, names in six languages, codes, regional group, statuses), `LIBRARY`, `entity(key)`,
                `named_in(entity, language, on)`, `members(group, on)`, `groups_of(key, on)`: dated, with source.
`forms`         `normal(words)`: a name as names are compared.
`resolve`       `Resolver(library, aliases).read(words) -> Reading`: who is meant, on whose behalf, and whether a person
                should look.
`protocol`      `in_order(keys, language, on)`: States as a roll-call in that language has them.
`rolls`         `checked(roll) -> CheckedRoll`: the names of a recorded vote resolved, its counts beside its lists.
`clock`         `Period` (days or hours, zone, hour, working days) → `closes(period, begun)`, `left(closes, now)`.
`objection`     `ListRules` (from the process file) and `Listing` (a state machine of frozen shapes): `propose`,
                `circulate`, `object_to`, `lift`, `close`, `decide`, `both_lists`, `told`, `share_basis`.
`balance`       `balance(people, attributes, rules, protect=…) -> tuple[Table, ...]`; `picture(table)`: an SVG.
`registration`  `checked(rows, sheet) -> Checked`: each bad row named with its reason, doubles for review;
                `seated(…)`: caps and waiting lists.
`badge`         `issue(badge, sign)`, `read(words, key, is_signed)`: what a QR code holds, and whether it is genuine.
`fund`          `read_fund(toml) -> Fund`, `ranked(fund)`; `fund_report`: `entries(fund)`, `report(fund) -> Report`;
                `ledger`: double entry in Decimal.

What needs another engine of the same floor is handed in as a function (`protect` is travaux.evidence.protect.protected,
`is_signed` is travaux.record.signature.is_signed), so that the floor stays flat.
"""
