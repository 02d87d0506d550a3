"""The door for a web server such as gunicorn: `aqyl.portal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aqyl.portal.settings")
application = get_wsgi_application()
