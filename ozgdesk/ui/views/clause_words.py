"""What references and placeholders read as while a text is written."""

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.clauses import Placeholder, Reference, outline, tokens
from ozgdesk.domain.view import View
from ozgdesk.present.agreement_text import field_text
from ozgdesk.texts.clauses import FIELD_NAMES, reference_text
from ozgdesk.ui.views.clause_chips import ChipWords, WordsOf


def words_of_tokens(view: View, version_id: str) -> WordsOf:
    """The words of a token in a version as the project is now."""
    version = view.snapshot.get(AgreementVersion, version_id)
    agreement = view.snapshot.get(Agreement, version.agreement_id)
    text = outline(view.snapshot, version_id)

    def words_of(written: str) -> ChipWords:
        [token] = tokens(written)
        if isinstance(token, Reference):
            node = text.by_stem.get(token.stem)
            return ChipWords(reference_text(node) if node else token.stem, "Verweis")
        if isinstance(token, Placeholder):
            said = field_text(view, agreement, token.name, version_id=version_id)
            return ChipWords(said, FIELD_NAMES[token.name])
        return ChipWords(written, "")

    return words_of


def words_of_fields(view: View, agreement_id: str | None, version_id: str | None, longest: int) -> WordsOf:
    """The words of placeholders in a text about a version, none without an agreement; short labels."""
    agreement = view.snapshot.find(Agreement, agreement_id)

    def words_of(written: str) -> ChipWords:
        [token] = tokens(written)
        if isinstance(token, Placeholder):
            said = field_text(view, agreement, token.name, version_id=version_id) if agreement else ""
            return ChipWords(said, FIELD_NAMES[token.name], longest)
        return ChipWords(written, "Verweis", longest)

    return words_of
