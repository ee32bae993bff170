"""Tracked changes and content controls of Word documents: the text with all changes accepted.

Belongs here: rewriting a document's body so that every run of its text is a child of its paragraph, as
`docx` reads them. Does not belong here: lines and tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INSERTED = (f"{_W}ins", f"{_W}moveTo")
_DELETED = (f"{_W}del", f"{_W}moveFrom")
# What only wraps a part of a paragraph or of the body.
_WRAPPERS = (*_INSERTED, f"{_W}smartTag", f"{_W}customXml", f"{_W}fldSimple", f"{_W}sdtContent", f"{_W}sdt")
# What stands in a wrapper beside its content.
_PROPERTIES = frozenset([f"{_W}{name}" for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")])
_PARAGRAPH, _ROW = f"{_W}p", f"{_W}tr"
_CONTENTS = "Table of Contents"


def settle(body: BaseOxmlElement) -> bool:
    """Take deleted runs, rows and ends of paragraphs out of a body, wrappers away; whether it had changes.

    A table of contents in a control of its own is taken out: its lines are those of the headings.
    """
    tracked = any(True for _ in body.iter(*_INSERTED, *_DELETED))
    for control in list(body.iter(f"{_W}sdt")):
        if any(each.get(f"{_W}val") == _CONTENTS for each in control.iter(f"{_W}docPartGallery")):
            _remove(control)
    if tracked:
        _delete(body)
    for wrapper in list(body.iter(*_WRAPPERS)):
        parent = wrapper.getparent()
        # an empty mark of a change belongs to its paragraph or row
        if parent is None or parent.tag in (f"{_W}rPr", f"{_W}trPr"):
            continue
        at = parent.index(wrapper)
        parent[at : at + 1] = [child for child in wrapper if child.tag not in _PROPERTIES]
    return tracked


def _delete(body: BaseOxmlElement) -> None:
    for row in list(body.iter(_ROW)):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            _remove(row)
    ended = [p for p in body.iter(_PARAGRAPH) if p.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None]
    for change in list(body.iter(*_DELETED)):
        parent = change.getparent()
        if parent is not None and parent.tag != f"{_W}rPr":
            _remove(change)
    # from the last to the first: where several ends in a row are deleted, all go into the first
    for paragraph in reversed(ended):
        following = paragraph.getnext()
        if following is not None and following.tag == _PARAGRAPH:
            paragraph.extend(child for child in list(following) if child.tag != f"{_W}pPr")
            _remove(following)


def _remove(element: BaseOxmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
