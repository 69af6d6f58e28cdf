"""Files of Akoma Ntoso made by hand, and the real ones of the United Nations where they are at hand."""

from pathlib import Path

import pytest

REAL = Path(__file__).parents[4].parent / "shared" / "data"
SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """<meta><identification source="#un">
<FRBRWork><FRBRthis value="/akn/un/statement/x/2024-05-06/78-9/!main"/>
<FRBRuri value="/akn/un/statement/x/2024-05-06/78-9"/>
<FRBRdate date="2024-05-06" name="adoption"/><FRBRauthor href="#ga"/><FRBRcountry value="un"/></FRBRWork>
<FRBRExpression><FRBRthis value="/akn/x/eng@/!main"/><FRBRuri value="/akn/x/eng@"/>
<FRBRdate date="2024-05-09" name="publication"/><FRBRauthor href="#ga"/>
<FRBRlanguage language="{language}"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/akn/x/eng@/!main.xml"/><FRBRuri value="/akn/x/eng@.xml"/>
<FRBRdate date="2024-06-01" name="markup"/><FRBRauthor href="#un"/></FRBRManifestation>
</identification></meta>"""


@pytest.fixture
def act():
    """Make a resolution from its preamble and its body."""

    def make(body, preamble="<p>The Assembly,</p>", *, language="eng", before="", after=""):
        return (
            f'<akomaNtoso xmlns="{SPACE}"><statement name="resolution">{META.format(language=language)}{before}'
            f"<preamble>{preamble}</preamble><mainBody>{body}</mainBody>{after}</statement></akomaNtoso>"
        ).encode()

    return make


@pytest.fixture
def real():
    """Return the bytes of a real file, by its path in the material."""

    def find(path):
        file = REAL / path
        if not file.exists():
            pytest.skip(f"the real material is not here: {path}")
        return file.read_bytes()

    return find
