"""What the rooms above need to know of the store's refusals; they never import `store` themselves."""

from ozgdesk.store.lock import Holder
from ozgdesk.store.problems import StoreProblem

__all__ = ["Holder", "StoreProblem"]
