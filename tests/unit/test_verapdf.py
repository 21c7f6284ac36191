"""The PDF validator itself: it passes what is tagged right and names what is not."""

from weasyprint import HTML

PAGE = "<html lang=en-GB><title>Paper</title><body style='font-family: Arial'><h1>Paper</h1>"


def test_a_tagged_page_keeps_to_pdf_ua(verapdf):
    pdf = HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")

    assert verapdf(pdf, "ua1") == (True, {})


def test_an_untagged_page_breaks_rules_that_are_named(verapdf, tmp_path):
    path = tmp_path / "untagged.pdf"
    HTML(string=PAGE).write_pdf(path)

    complies, failures = verapdf(path, "ua1")

    assert not complies
    assert failures["7.1-11"] == 1, "there is no tree of tags"
