"""The store as an application of Django. A web project names it among its own."""

from __future__ import annotations

from django.apps import AppConfig


class EditionsStore(AppConfig):
    """Commentary and releases."""

    name = "goldenthread.editions.store"
    label = "editions"
    default_auto_field = "django.db.models.BigAutoField"
