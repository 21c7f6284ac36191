"""A file of the camera register on its way in."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RegisterUpload(models.Model):
    """A register file that somebody uploaded and has not saved; nobody else is shown it.

    ``content`` is the file, compressed. Saving or discarding deletes the row, another upload takes
    its place.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["user"]

    def __str__(self):
        return self.file_name
