"""LibreOffice without a screen: opens files that we wrote, and writes them as it understands them."""

import csv
import shutil
import subprocess
from pathlib import Path

PROGRAM = "soffice"
SECONDS = 180
# Comma, quotation mark, UTF-8, from row 1; text in quotes, numbers in full; every sheet a file.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"


class Office:
    """One profile of its own, so that runs beside each other do not meet; starting is what takes time."""

    def __init__(self, directory: Path):
        if not shutil.which(PROGRAM):
            raise FileNotFoundError("script/setup should have installed LibreOffice")
        self.directory, self.calls = directory, 0

    def converted(self, files, form):
        """``files`` (name -> bytes) in another form: stem -> bytes, in one call.

        ``form``: ``pdf``, or with the name of a filter after it, ``txt:Text``.
        """
        made = self._call(files, form)
        ending = form.split(":")[0]
        stems = [Path(name).stem for name in files]
        return {stem: (made / f"{stem}.{ending}").read_bytes() for stem in stems}

    def worked_out(self, workbooks):
        """Workbooks (stem -> bytes) recomputed in one call: stem -> sheet -> rows of text.

        Of the ways to write what came out this is the quickest: half the time of a workbook.
        """
        made = self._call(
            {f"{stem}.xlsx": content for stem, content in workbooks.items()}, EVERY_SHEET
        )
        return {
            stem: {
                path.stem.removeprefix(f"{stem}-"): _rows(path) for path in made.glob(f"{stem}-*")
            }
            for stem in workbooks
        }

    def _call(self, files, form):
        """The directory with what it wrote."""
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
        return made


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
