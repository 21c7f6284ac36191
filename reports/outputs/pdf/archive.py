"""What an archive asks of a paper (PDF/A-3a): that the file says what it is, and holds its figures.

PDF/A-3 lets a paper carry the numbers it was made from.
"""

from __future__ import annotations

import re
import zlib
from datetime import datetime
from io import BytesIO

import pydyf
from weasyprint import Attachment
from weasyprint.document import Document

# Colours are by the profile of that name in paper.css. WeasyPrint has one of its own, but leaves the
# file open.
ARCHIVAL = {"pdf_variant": "pdf/a-3a", "output_intent": "--srgb"}
FIGURES = "figures.json"
DESCRIPTION = "The figures of this paper for other programs: lines, balance and recharges in pounds"
# The name of the second standard, and for archives, which know its words only so, what it means.
IS_PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
END = b"</rdf:RDF>"
# As pydyf writes it: streams stand in the open, whatever else is packed.
EMBEDDED = re.compile(rb"<</Type /EmbeddedFile.*?/Length (\d+)>>\nstream\n", re.DOTALL)
LARGEST = 10_000_000


def figures_of(document: Document, content: bytes) -> Attachment:
    """``content`` as the file figures.json of ``document``, of the day the paper bears: the time of
    rendering would make other bytes each time. ValueError: the paper bears no day."""
    if not document.metadata.created:
        raise ValueError("A paper that holds its figures needs a day (dcterms.created).")
    day = datetime.fromisoformat(document.metadata.created)
    return Attachment(
        file_obj=BytesIO(content),
        name=FIGURES,
        description=DESCRIPTION,
        created=day,
        modified=day,
        relationship="Data",
    )


def name_both_standards(pdf: pydyf.PDF) -> None:
    """Say that a PDF/A-3a is PDF/UA-1 too. What the file says of itself is left unpacked, so that an
    archive finds it without reading the rest."""
    objects = {thing.reference: thing for thing in pdf.objects}
    metadata = objects[pdf.catalog["Metadata"]]
    metadata.stream = [part.replace(END, IS_PDF_UA + END, 1) for part in metadata.stream]
    metadata.compress = False
    if files := pdf.catalog.get("AF"):
        # WeasyPrint names each file twice.
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(files))


def attached_figures(pdf: bytes) -> bytes | None:
    """The figures.json inside ``pdf``, a file of this package's; None: it holds none.

    ValueError: something is attached that cannot be read.
    """
    found = EMBEDDED.search(pdf)
    if found is None:
        return None
    packed = pdf[found.end() : found.end() + int(found[1])]
    try:
        return zlib.decompressobj().decompress(packed, LARGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
