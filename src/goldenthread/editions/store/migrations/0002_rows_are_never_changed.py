"""The database refuses to change or delete a row. Written by hand."""

from django.db import migrations

from goldenthread.editions.store.guards import guard

TABLES = ("editions_auditevent", "editions_approval", "editions_commentary", "editions_release")


class Migration(migrations.Migration):
    """Triggers, which Django's models cannot say."""

    dependencies = (("editions", "0001_initial"),)
    operations = (migrations.RunPython(guard(*TABLES), migrations.RunPython.noop),)
