"""What is dangerous is not done, or in the places that are named here: code from words, shells, glued queries, …

Each finder walks the syntax tree of a module and yields the lines on which it finds its danger; a sample shows of each
that it finds it.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Finder = Callable[[ast.Module], Iterator[int]]
Trees = list[tuple[Path, ast.Module]]

# Where each is allowed, and why.
SAYS_SAFE = {
    "src/secretariat/negotiation/templatetags/requests.py",  # each part escapes its words, as in the rolling text
    "src/secretariat/negotiation/templatetags/rolling_text.py",  # each part escapes its words; format_html is too slow
    "src/secretariat/inputs/templatetags/passages.py",  # all is escaped before four fixed elements are put in
    "src/secretariat/evidence/templatetags/charts.py",  # the engine escapes every word of a chart and its table
    "src/secretariat/people/services/adapters.py",  # the picture of a code, squares only, drawn by the library
    "src/secretariat/record/templatetags/once.py",  # a field of Django's, and a hidden one made by format_html
}
SPEAKS = {
    "src/secretariat/frame/serving.py",  # asks the system whether the port is free
    "src/secretariat/jobs/services/transport.py",  # hands mails to the server that the operator names
    "src/secretariat/people/services/issuer.py",  # asks the issuer that the operator names
    "src/secretariat/jobs/services/worker.py",  # asks the machine for its own name
    "src/secretariat/room/services/handing.py",  # hands connections that came in to another process of ours
}
GLUES = {
    "src/secretariat/record/queries.py",  # what Django made of a query of constants, kept as text; values apart
    "src/secretariat/frame/sqlite/base.py",  # the database backend: hands on what Django made, values apart
    "src/secretariat/keeping/queries/soundness.py",  # names of settings of the database, from a list of constants
    "src/secretariat/keeping/services/copying.py",  # names of tables of ours, quoted; values apart
    "src/secretariat/keeping/services/passing.py",  # names of tables of ours, quoted
    "src/travaux/evidence/store.py",  # the query of a fact is data: one SELECT on one file, all else locked
    "src/secretariat/people/services/purge.py",  # the name of the cache's table, quoted; values apart
    "src/secretariat/keeping/services/restoring.py",  # names of tables of ours, quoted
}
OPENS = {
    "src/secretariat/settings.py",  # the secret of the site
    "src/secretariat/exchange/commands.py",  # what the operator names on the command line
    "src/secretariat/evidence/commands.py",  # what the operator names on the command line
    "src/secretariat/evidence/queries/asking.py",  # rows of an edition in a folder of our own, named by their digest
    "src/secretariat/evidence/services/registering.py",  # Parquet in a folder of our own, on its way to the database
    "src/secretariat/frame/samples.py",  # a file of the package
    "src/secretariat/demo/queries.py",  # a file of the package
    "src/secretariat/processes/commands.py",  # what the operator names on the command line
    "src/secretariat/inputs/commands/codebooks.py",  # what the operator names on the command line
    "src/secretariat/inputs/commands/coding.py",  # what the operator names on the command line
    "src/secretariat/stocktaking/commands.py",  # what the operator names on the command line
    "src/secretariat/inputs/commands/papers.py",  # what the operator names on the command line
    "src/secretariat/precedents/commands.py",  # what the operator names on the command line
    "src/secretariat/jobs/services/mail.py",  # opens a connection and no file
    "src/secretariat/jobs/services/transport.py",  # a mail kept in the operator's folder, named by its job
    "src/secretariat/frame/sqlite/writer.py",  # the lock beside the database
    "src/secretariat/keeping/commands.py",  # what the operator names on the command line
    "src/secretariat/keeping/queries/soundness.py",  # the lock beside the database
    "src/secretariat/keeping/services/saving.py",  # the folder of the backup that the operator names
    "src/secretariat/record/views/log.py",  # a file of the package
}
FILLS = {
    "src/travaux/refusal.py",  # the parts of a refusal, constants whose places are names (test_refusals.py)
    "src/travaux/text/numbering.py",  # the patterns of the three conventions, all constants
    "src/secretariat/negotiation/commands/negotiating.py",  # one of three constants
}
PATTERNS = {
    "src/travaux/modalities/reading/tongue.py",  # made of the package's own tables of words, by language
}


def called(node: ast.AST) -> str:
    """Return what a call calls, with its dots: `connection.cursor().execute` is `cursor.execute`."""
    if isinstance(node, ast.Call):
        return called(node.func)
    if isinstance(node, ast.Attribute):
        return f"{called(node.value).rpartition('.')[2]}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield called(node), node


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def makes_code(tree: ast.Module) -> Iterator[int]:
    yield from (node.lineno for name, node in calls(tree) if name in {"eval", "exec", "compile", "__import__"})


def starts_shell(tree: ast.Module) -> Iterator[int]:
    for name, node in calls(tree):
        asked = [word for word in node.keywords if word.arg == "shell"]
        if name in {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"} or asked:
            yield node.lineno


def unpickles(tree: ast.Module) -> Iterator[int]:
    banned = {"pickle", "marshal", "shelve", "dill", "jsonpickle", "yaml"}
    yield from {line for name, line in imports(tree) if name.partition(".")[0] in banned}


def is_constant(node: ast.expr, tree: ast.Module) -> bool:
    """Whether an expression is made of constants: literals, and names of the module or class in capital letters."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Name):
        return node.id.lstrip("_").isupper()
    if isinstance(node, ast.Attribute):
        return node.attr.lstrip("_").isupper()
    if isinstance(node, ast.JoinedStr | ast.Tuple | ast.List):
        return all(is_constant(each, tree) for each in getattr(node, "values", getattr(node, "elts", [])))
    if isinstance(node, ast.FormattedValue):
        return is_constant(node.value, tree)
    return isinstance(node, ast.BinOp) and is_constant(node.left, tree) and is_constant(node.right, tree)


def not_constant(tree: ast.Module, names: set[str], endings: tuple[str, ...] = ()) -> Iterator[int]:
    for name, node in calls(tree):
        if (name in names or name.endswith(endings or ("\0",))) and node.args and not is_constant(node.args[0], tree):
            yield node.lineno


def glues_query(tree: ast.Module) -> Iterator[int]:
    yield from not_constant(tree, {"RawSQL"}, (".execute", ".executemany", ".executescript", ".raw", ".extra"))


def glues_path(tree: ast.Module) -> Iterator[int]:
    yield from not_constant(tree, {"etree.XPath"}, (".xpath", ".iterfind"))


def makes_pattern(tree: ast.Module) -> Iterator[int]:
    words = ("compile", "sub", "subn", "match", "search", "fullmatch", "findall", "finditer", "split")
    yield from not_constant(tree, {f"re.{word}" for word in words})


def fills_words(tree: ast.Module) -> Iterator[int]:
    """Find `.format` on anything but a literal or a constant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            if not is_constant(node.func.value, tree):
                yield node.lineno
        elif isinstance(node, ast.Attribute) and node.attr in {"format_map", "safe_substitute"}:
            yield node.lineno


def frees_of_token(tree: ast.Module) -> Iterator[int]:
    yield from (line for name, line in imports(tree) if name.endswith((".csrf_exempt", ".requires_csrf_token")))


def is_weak(tree: ast.Module) -> Iterator[int]:
    weak = {"random", "hashlib.md5", "hashlib.sha1", "hashlib.new", "uuid.uuid1"}
    yield from (line for name, line in imports(tree) if name in weak)
    yield from (node.lineno for name, node in calls(tree) if name in weak)


def ciphers(tree: ast.Module) -> Iterator[int]:
    yield from {
        line for name, line in imports(tree) if ".hazmat.primitives.ciphers" in name or name.startswith("Crypto")
    }


def speaks(tree: ast.Module) -> Iterator[int]:
    hosts = ("socket", "http.client", "urllib.request", "requests", "httpx", "aiohttp", "urllib3", "smtplib", "ftplib")
    yield from {line for name, line in imports(tree) if name in hosts}


def makes_page(tree: ast.Module) -> Iterator[int]:
    for name, node in calls(tree):
        if name.rpartition(".")[2] in {"Template", "from_string", "Engine"}:
            yield node.lineno


def takes_form_whole(tree: ast.Module) -> Iterator[int]:
    """Find forms bound to rows, and what was sent handed on with two stars."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and called(node).endswith(("ModelForm", "modelform_factory")):
            yield node.lineno
        if isinstance(node, ast.keyword) and node.arg is None and re.search(r"\.(POST|GET)\b", ast.unparse(node.value)):
            yield node.value.lineno


def mixes(tree: ast.Module) -> Iterator[int]:
    yield from (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "REQUEST")


def says_safe(tree: ast.Module) -> Iterator[int]:
    yield from (node.lineno for name, node in calls(tree) if name.rpartition(".")[2] in {"mark_safe", "SafeString"})


def opens_file(tree: ast.Module) -> Iterator[int]:
    words = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    yield from (node.lineno for name, node in calls(tree) if name.rpartition(".")[2] in words)


def found(trees: Trees, finder: Finder, *, allowed: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment] # never changed
    return [f"{path}:{line}" for path, tree in trees if str(path) not in allowed for line in finder(tree)]


def test_nothing_is_made_into_code_at_run_time(trees: Trees) -> None:
    assert found(trees, makes_code) == []


def test_no_shell_is_started(trees: Trees) -> None:
    assert found(trees, starts_shell) == []


def test_nothing_is_unpickled(trees: Trees) -> None:
    assert found(trees, unpickles) == []


def test_no_query_is_glued_together(trees: Trees) -> None:
    assert found(trees, glues_query, allowed=GLUES) == []


def test_no_path_into_a_document_is_glued_together(trees: Trees) -> None:
    assert found(trees, glues_path) == []


def test_no_pattern_is_made_of_what_came_in(trees: Trees) -> None:
    assert found(trees, makes_pattern, allowed=PATTERNS) == []


def test_no_words_that_came_in_are_filled(trees: Trees) -> None:
    assert found(trees, fills_words, allowed=FILLS) == []


def test_no_view_is_freed_of_its_token(trees: Trees) -> None:
    assert found(trees, frees_of_token) == []


def test_secrets_come_from_the_system_and_digests_are_strong(trees: Trees) -> None:
    assert found(trees, is_weak) == []


def test_no_cipher_is_put_together_by_hand(trees: Trees) -> None:
    assert found(trees, ciphers) == []


def test_nothing_is_asked_of_another_host_but_where_it_is_said(trees: Trees) -> None:
    assert found(trees, speaks, allowed=SPEAKS) == []


def test_no_page_is_made_of_what_came_in(trees: Trees) -> None:
    assert found(trees, makes_page) == []


def test_a_form_names_its_fields_and_is_never_taken_whole(trees: Trees) -> None:
    assert found(trees, takes_form_whole) == []


def test_no_view_reads_a_mixture_of_what_was_sent(trees: Trees) -> None:
    assert found(trees, mixes) == []


def test_files_are_opened_in_few_places_and_none_by_a_name_that_came_in(trees: Trees) -> None:
    site = [(path, tree) for path, tree in trees if path.parts[1] == "secretariat"]
    assert found(site, opens_file, allowed=OPENS) == []


def test_words_are_called_safe_in_few_places_and_each_says_why(trees: Trees, root: Path) -> None:
    assert {place.partition(":")[0] for place in found(trees, says_safe)} == {
        place for place in SAYS_SAFE if (root / place).exists()
    }
    pages = {path: path.read_text() for path in (root / "src").rglob("templates/**/*.html")}
    assert [str(path) for path, text in pages.items() if re.search(r"\|\s*safe|autoescape off", text)] == []


def test_no_address_that_came_in_is_made_a_link(root: Path) -> None:
    pages = {path: path.read_text() for path in (root / "src").rglob("templates/**/*.html")}
    link = re.compile(r"""(?:href|src|action|formaction|hx-\w+)="(?![#?/]|\{% (?:url|static)|\{\{)[^"]*\{\{""")
    assert [(str(path), found) for path, text in pages.items() for found in link.findall(text)] == []


@pytest.mark.parametrize(
    ("finder", "sample"),
    [
        (makes_code, "eval(words)"),
        (starts_shell, "subprocess.run(words, shell=True)"),
        (starts_shell, "os.system(words)"),
        (unpickles, "import pickle"),
        (unpickles, "from yaml import load"),
        (glues_query, "connection.cursor().execute(f'select {words}')"),
        (glues_query, "cursor.execute('select ' + words)"),
        (glues_path, "root.xpath(f'//{words}')"),
        (makes_pattern, "re.compile(words)"),
        (makes_pattern, "re.search(f'{words}', text)"),
        (fills_words, "words.format(user=user)"),
        (frees_of_token, "from django.views.decorators.csrf import csrf_exempt"),
        (is_weak, "import random"),
        (is_weak, "hashlib.md5(words)"),
        (ciphers, "from cryptography.hazmat.primitives.ciphers import Cipher"),
        (speaks, "import urllib.request"),
        (speaks, "from http import client"),
        (makes_page, "Template(words).render()"),
        (takes_form_whole, "Person.objects.create(**request.POST.dict())"),
        (takes_form_whole, "class Add(forms.ModelForm): pass"),
        (mixes, "request.REQUEST['x']"),
        (says_safe, "mark_safe(words)"),
        (opens_file, "Path(words).read_text()"),
        (opens_file, "open(words)"),
    ],
)
def test_each_danger_is_found_where_it_is(finder: Finder, sample: str) -> None:
    assert len(list(finder(ast.parse(sample)))) == 1


@pytest.mark.parametrize(
    ("finder", "sample"),
    [
        (glues_query, "cursor.execute('PRAGMA synchronous=FULL')\ncursor.execute(ASKED, [words])"),
        (makes_pattern, "re.compile(rf'\\d{_AGAIN}')\nre.compile(r'a' + B)"),
        (fills_words, "'{0}'.format(words)\nPART.format(words)"),
        (starts_shell, "subprocess.run([program, words])"),
    ],
)
def test_what_is_constant_is_no_danger(finder: Finder, sample: str) -> None:
    assert list(finder(ast.parse(sample))) == []
