"""The legal check: rules of KGG, HGO and neighbouring law as predicates on one agreement (`Case`).

Pure, no German words: a predicate yields hits; norm, severity and sentences stand in `resources/rules`.
A new rule: a function in the module of its area, its line in `CHECKS`, its record, two golden cases.
"""

from ozgdesk.domain.legal_check.case import checked_version
from ozgdesk.domain.legal_check.checks import CHECKS, check_version, legal_check
from ozgdesk.domain.legal_check.hits import Fix, FixKind, Hit

__all__ = ["CHECKS", "Fix", "FixKind", "Hit", "check_version", "checked_version", "legal_check"]
