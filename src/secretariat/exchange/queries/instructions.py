"""What stands at the head of a document that a delegation is to change, in the language of the document."""

from collections.abc import Mapping

INSTRUCTIONS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Change the paragraphs below as you would have them; each change is tracked. Give your reasons as comments.",
        (
            "Leave the numbers before the paragraphs as they are. Then hand the document in on the page of the text: "
            "nothing is proposed before you have confirmed it there."
        ),
    ),
    "fr": (
        (
            "Modifiez les paragraphes ci-dessous comme vous le souhaitez : chaque modification est suivie. "
            "Donnez vos raisons en commentaire."
        ),
        (
            "Laissez tels quels les numéros placés devant les paragraphes. Remettez ensuite le document sur la page du "
            "texte : rien n'est proposé tant que vous ne l'avez pas confirmé."
        ),
    ),
    "es": (
        "Modifique los párrafos siguientes como desee: cada cambio queda registrado. Dé sus razones en comentarios.",
        (
            "Deje como están los números que preceden a los párrafos. Entregue después el documento en la página del "
            "texto: nada se propone hasta que usted lo confirme allí."
        ),
    ),
    "ru": (
        (
            "Измените приведенные ниже пункты по своему усмотрению: все исправления отслеживаются. "
            "Обоснования приводите в примечаниях."
        ),
        (
            "Номера перед пунктами не меняйте. Затем сдайте документ на странице текста: ничто не считается "
            "предложенным, пока вы это там не подтвердите."
        ),
    ),
    "ar": (
        "عدّلوا الفقرات أدناه بالصيغة التي ترونها، فكل تعديل يُتعقَّب. واذكروا الأسباب في التعليقات.",
        ("اتركوا الأرقام الواردة قبل الفقرات كما هي. ثم قدّموا الوثيقة في صفحة النص، فلا يُقترح شيء قبل أن تؤكدوه هناك."),
    ),
    "zh": (
        "请按贵方意见修改以下各段,每处修改都会留下痕迹。理由请写在批注中。",
        "请勿改动各段之前的编号。修改后请在案文页面提交本文件:在贵方确认之前,不提出任何提案。",
    ),
}


def instructions(language: str) -> tuple[str, ...]:
    """Return the instructions in a language of the documents (a BCP 47 tag), in English where there are none."""
    return INSTRUCTIONS.get(language.partition("-")[0], INSTRUCTIONS["en"])
