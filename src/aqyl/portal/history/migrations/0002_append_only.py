"""The log starts empty and cannot be changed."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from aqyl.portal.history.guard import install, remove


def begin(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("history", "Head").objects.create(number=0, digest="")
    install(editor.connection)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    remove(editor.connection)
    apps.get_model("history", "Head").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = (("history", "0001_initial"),)
    operations = (migrations.RunPython(begin, undo),)
