"""Committee and day of meeting now stand with the meeting alone."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("reports", "0007_meetings")]

    operations = [
        migrations.RemoveField(
            model_name='historicalreport',
            name='committee',
        ),
        migrations.RemoveField(
            model_name='historicalreport',
            name='meeting_date',
        ),
        migrations.RemoveField(
            model_name='report',
            name='committee',
        ),
        migrations.RemoveField(
            model_name='report',
            name='meeting_date',
        ),
    ]
