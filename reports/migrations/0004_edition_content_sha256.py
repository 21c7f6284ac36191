"""A checksum of all that an edition keeps beside its PDF, its narrative among it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_edition_published_at_given")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="content_sha256",
            field=models.CharField(default="", max_length=64, verbose_name="SHA-256 of the content"),
            preserve_default=False,
        ),
    ]
