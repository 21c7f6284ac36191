from django.apps import AppConfig
from django.urls import register_converter

from partners.converters import QuarterConverter, YearConverter


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Partners and people"

    def ready(self):
        # Once for the addresses of all apps: Django refuses a name that is registered twice.
        register_converter(YearConverter, "year")
        register_converter(QuarterConverter, "quarter")
