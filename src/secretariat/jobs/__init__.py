"""What is done after a deed, or for somebody who waits: jobs in a table of leases, and the worker that does them.

A later app registers a kind in a module of its services that its `commands.py` reaches (so that every worker knows it),
puts jobs down, and shows them to whoever asked::

    from secretariat.jobs.services import advance, enqueue, hand_back, handler

    @handler("paper", long=True, tries=3)
    def write(job: Job) -> PutDown:
        actor = ...                                  # the rights are asked anew: the payload is only keys and uuids
        content = paper_of(job.payload["text"])      # takes its time; no transaction, no lock; may call `open_paper`
        advance(job, 50)                             # percent, as seldom as a reader looks; LeaseLost ends a stale try

        def put_down() -> Result:                    # short; in one transaction with "done": once, or not at all
            hand_back(job, content, filename="text.docx", media_type=WORD)
            return {"pages": 12}

        return put_down

    job = enqueue("paper", {"text": key}, owner=str(actor.person.uuid))

*Which sort.* Rows only: plain, returns its result. Computing first (parsing in a child process, exports): `long=True`,
returns how the result is put down. Something leaves the database (mail): `outside=True`, see `services.registry`.

*Key.* `key=` names the work once and for all: the same key twice is one job, whoever asks. Leave it out where each
asking is a job of its own; put the owner's uuid in it where it is not.

*Owner.* The uuid of the account, as a string; at most AT_ONCE (5) jobs of one account are under way (`TooManyAtOnce`).
What an account asked for, and the file made of it, is forgotten a day after it ended. The worker does the job in the
language that was active when it was put down.

*Failing.* A `Refusal` raised by the handler is the answer, told to the owner in `job.refused`; one that says that
something has `Changed` (readers are busy) is tried again first, `tries` times in all, after 10 s, 60 s, 5 min, ...
Everything else is a fault: tried as often, then given up, which the operator sees (`travaux jobs`, `travaux doctor`).
A worker that dies in the middle counts as a try.

*Showing.* A view asks `queries.one_asked_for(uuid, KINDS, owner=...)`, or `asked_for` for the list, and
`queries.product_of` for the file; somebody else's is `NotYours` (404). The page, given `job`, holds
`{% include "jobs/parts/refresh.html" %}` in its block `head`, and where it is to stand
`{% include "jobs/parts/state.html" with address=... %}`: state, progress, refusal, link, without scripts. In tests,
and where somebody should not wait for the worker, `Worker().step()` does one job.
"""
