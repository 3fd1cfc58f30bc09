"""The database refuses to change or delete a row. Written by hand."""

from django.db import migrations

from goldenthread.editions.store.guards import guard


class Migration(migrations.Migration):
    """Triggers, which Django's models cannot say."""

    dependencies = (("editions", "0001_initial"),)
    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)
