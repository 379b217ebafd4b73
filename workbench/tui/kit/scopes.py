"""What the scopes of commands are called (see `Commanded.scope`)."""

from workbench.guide import page_of, title
from workbench.locale import Words


def scope_name(scope: str, w: Words) -> str:
    """The heading of the scope's page of the guide; empty for a part without a page."""
    if scope == "app":
        return w.t("Everywhere")
    name = page_of(scope)
    return title(name, w.lang) if name else ""
