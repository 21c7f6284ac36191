"""LibreOffice without a screen: opens files that we wrote, and writes them as it understands them."""

import shutil
import subprocess
from pathlib import Path

PROGRAM = "soffice"
SECONDS = 120


class Office:
    """One profile of its own, so that runs beside each other do not meet; starting is what takes time."""

    def __init__(self, directory: Path):
        if not shutil.which(PROGRAM):
            raise FileNotFoundError("script/setup should have installed LibreOffice")
        self.directory, self.calls = directory, 0

    def converted(self, files, form):
        """``files`` (name -> bytes) in another form: stem -> bytes, in one call.

        ``form``: ``xlsx``, ``pdf``, or with the name of a filter after it, ``txt:Text``.
        """
        self.calls += 1
        given, made = (self.directory / f"{kind}-{self.calls}" for kind in ("given", "made"))
        given.mkdir()
        for name, content in files.items():
            (given / name).write_bytes(content)
        profile = f"-env:UserInstallation={(self.directory / 'profile').as_uri()}"
        call = [PROGRAM, profile, "--headless", "--convert-to", form, "--outdir", str(made)]
        subprocess.run(
            [*call, *(str(given / name) for name in files)],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        ending = form.split(":")[0]
        stems = [Path(name).stem for name in files]
        return {stem: (made / f"{stem}.{ending}").read_bytes() for stem in stems}
