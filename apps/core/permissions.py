"""Marks that say who may call a view. A view without a mark answers nobody."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from apps.core.roles import Role


def allow(*roles: Role) -> Callable:
    """Mark a view as open to signed-in people of these roles.

    `@allow(*Role)` opens it to everybody who is signed in. Whether a *row* is theirs is
    decided by the app's `access.py`, not here.
    """

    def mark(view: Callable) -> Callable:
        view.allowed_roles = frozenset(roles)
        return view

    return mark


def allowed_roles(view: Callable) -> frozenset[Role] | None:
    """Return the roles that the view is marked with, or None where the mark is missing."""
    return getattr(view, "allowed_roles", None)


def is_public(view: Callable) -> bool:
    """Return whether the view is open without signing in (`@login_not_required`)."""
    return not getattr(view, "login_required", True)


def all_views() -> Iterator[tuple[str, str, Callable]]:
    """Yield (path pattern, full URL name, view) of every route of the project."""
    yield from _views_below(get_resolver(), "/", "")


def _views_below(resolver: URLResolver, path: str, namespace: str) -> Iterator:
    for entry in resolver.url_patterns:
        below = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield below, f"{namespace}{entry.name}", entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _views_below(entry, below, inner)
