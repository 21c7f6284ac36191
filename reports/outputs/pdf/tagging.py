"""What WeasyPrint's tags lack for a paper that can be heard: scope of headings, bodies of list items,
margins apart from the text. It is mended on WeasyPrint's own objects before they are written.
"""

from __future__ import annotations

from collections.abc import Iterator

import pydyf

PRINT_FLAG = 4

Objects = dict[bytes, pydyf.Object]


def mend_tags(pdf: pydyf.PDF) -> None:
    """Give list items their bodies and table headings their scope, set the margins apart from the
    text, and let links print."""
    _give_bodies(pdf)
    objects = {thing.reference: thing for thing in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    elements = dict(_elements(root, objects))
    for reference, in_head in elements.items():
        _give_scope(objects[reference], in_head)
    _set_margins_apart(root, objects, elements.keys())
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("Subtype") == "/Link":
            thing["F"] = PRINT_FLAG


def _give_bodies(pdf: pydyf.PDF) -> None:
    """Put all of a list item but its label into one body, as PDF/UA asks.

    WeasyPrint does so for words, but not for paragraphs, quotations and tables within an item.
    """
    objects = {thing.reference: thing for thing in pdf.objects}
    for item in list(pdf.objects):
        if not isinstance(item, pydyf.Dictionary) or item.get("S") != "/LI":
            continue
        labels = [part for part in item["K"] if objects[part]["S"] == "/Lbl"]
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference})
        pdf.add_object(body)
        body["K"] = pydyf.Array(
            kid for part in item["K"] if part not in labels for kid in _kids(part, objects)
        )
        for kid in body["K"]:
            objects[kid]["P"] = body.reference
        item["K"] = pydyf.Array([*labels, body.reference])


def _kids(part: bytes, objects: Objects) -> list[bytes]:
    """What a part of a list item brings into the body: of a body its own parts."""
    return objects[part]["K"] if objects[part]["S"] == "/LBody" else [part]


def _elements(
    parent: pydyf.Dictionary, objects: Objects, in_head: bool = False
) -> Iterator[tuple[bytes, bool]]:
    """Every element of the structure below ``parent``, and whether it is in a table's head."""
    for reference in parent.get("K", ()):
        element = objects.get(reference)
        if isinstance(element, pydyf.Dictionary) and "S" in element:
            inside = in_head or element["S"] == "/THead"
            yield reference, inside
            yield from _elements(element, objects, inside)


def _give_scope(element: pydyf.Dictionary, in_head: bool) -> None:
    """WeasyPrint ties cells to headings by name only, and the headings of rows to nothing."""
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Column" if in_head else "/Row"


def _set_margins_apart(root: pydyf.Dictionary, objects: Objects, elements) -> None:
    """Make running heads, page numbers and the mark of a draft artifacts, outside the text.

    WeasyPrint marks them as content, but of elements that are no part of the structure.
    """
    numbers = objects[root["ParentTree"]]["Nums"]
    owners = dict(zip(numbers[0::2], numbers[1::2], strict=True))
    for page in objects.values():
        if isinstance(page, pydyf.Dictionary) and page.get("Type") == "/Page":
            of_page = owners[page["StructParents"]]
            apart = {mark for mark, owner in enumerate(of_page) if owner not in elements}
            _make_artifacts(objects[page["Contents"]].stream, apart)


def _make_artifacts(stream: list, apart: set[int]) -> None:
    """Rename the marked content with the numbers ``apart`` in a page's stream."""
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in apart:
            stream[place - 1] = b"/Artifact"
            stream[place] = pydyf.Dictionary({"Type": "/Pagination"})
