"""Django set up for the command line, where no web project has done so already.

Models cannot be imported before that, so that importing this must come first. Which database is used is said
when a store is opened.
"""

from __future__ import annotations

import django
from django.conf import settings

APPS = ("goldenthread.editions.store.apps.EditionsStore",)

if not settings.configured:
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.dummy"}},
        INSTALLED_APPS=APPS,
        USE_TZ=True,
        TIME_ZONE="UTC",
        USE_I18N=False,
    )
    django.setup()
