"""Did an event happen, is it planned, asked for, feared or denied?"""

from demarche.facts.status.find import find_status  # noqa
