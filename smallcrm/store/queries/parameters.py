"""The parameters of a statement while it is being put together: values of users never become SQL."""

from typing import Any


class Parameters:
    """Names every value once; `values` goes to the connection beside the statement."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def bind(self, value: Any) -> str:
        """The name under which the statement refers to `value`."""
        name = f"value_{len(self.values)}"
        self.values[name] = value
        return f":{name}"
