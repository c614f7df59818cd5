"""Situations of an agreement, decided by hand from the law: state, beginning, earliest day, what is missing.

Without another fact Usingen (12.02.) and Glashütten (20.02.2026) resolved on a mandate, signed it on 10.03.
and filed it; the day of evaluation is 01.06.2026.
"""

from tests.domain.effect_cases_accession import ACCESSIONS
from tests.domain.effect_cases_councils import RESOLUTIONS
from tests.domain.effect_cases_texts import PROCEDURES, SIGNATURES, TEXTS
from tests.domain.effect_cases_time import CHANGES, ENTRY, TERM

SITUATIONS = {**PROCEDURES, **RESOLUTIONS, **TEXTS, **SIGNATURES, **ENTRY, **TERM, **CHANGES, **ACCESSIONS}
