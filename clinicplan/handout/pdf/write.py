"""A document of placed pieces becomes the bytes of a tagged PDF file (PDF 1.7, PDF/UA-1).

reportlab can draw, but it writes no structure tree, and it numbers glyphs and objects anew
in every file. This writer is the one seam where a file is put together. It knows four
things: fonts come first and are the same in every file; a sealed piece or a picture is one
form; a page is its pieces' operators, one after the other; everything else (pages, outline,
structure) is small and goes into one compressed object stream.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from clinicplan.handout.pdf.content import Content, FlatPage
from clinicplan.handout.pdf.fonts import FONTS, Fonts
from clinicplan.handout.pdf.metadata import properties, xmp
from clinicplan.handout.pdf.objects import LEVEL, SmallObjects, places, references, stream, whole
from clinicplan.handout.pdf.pieces import Document, Page, Piece
from clinicplan.handout.pdf.tags import text_string
from clinicplan.illustrations.picture import Picture

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def write(document: Document, fonts: Fonts) -> bytes:
    """The file. The same document makes the same bytes."""
    return _File(document, fonts.objects(document.added)).write()


@lru_cache(maxsize=512)
def _drawing(box: tuple[float, float, float, float]) -> bytes:
    """The dictionary of drawings of this size."""
    return b"/Type/XObject/Subtype/Form/BBox[%.2f %.2f %.2f %.2f]/Filter/FlateDecode" % box


class _File:
    """One file being written.

    Numbers are given in this order: fonts; each page's content; pictures, and sealed pieces
    as forms; metadata; then the small objects: what stands above the pages, pages, groups,
    elements of pieces; last the object stream and the cross-reference stream.
    """

    def __init__(self, document: Document, head: Sequence[bytes]) -> None:
        self._document = document
        self._flats = [FlatPage(page) for page in document.pages]
        self._whole = [*head, *([b""] * len(self._flats))]
        self._first_content = len(head) + 1
        self._pictures: dict[str, int] = {}
        self._forms = iter(self._write_forms())
        self._metadata = self._add(stream(b"/Type/Metadata/Subtype/XML", xmp(document)))
        self._page_parents: list[bytes] = []
        self._form_parents: list[bytes] = []
        self._link_parents: list[bytes] = []
        first = len(self._whole) + 1
        self._catalog, self._tree, self._root, self._page_tree, self._info = range(first, first + 5)
        self._outlines = first + 5
        self._first_page = self._outlines + len(document.bookmarks) + 1
        self._next_group = self._first_page + len(self._flats)
        groups = sum(len(flat.groups) for flat in self._flats)
        self._small = SmallObjects(first, reserved=self._next_group + groups - first)

    def write(self) -> bytes:
        """The whole file."""
        kids = [
            kid for number, flat in enumerate(self._flats) for kid in self._write_page(number, flat)
        ]
        self._write_tree(kids)
        self._write_outlines()
        self._write_top()
        return self._assembled()

    def _add(self, body: bytes) -> int:
        """A new object that stands in the file by itself; gives its number."""
        number = len(self._whole) + 1
        self._whole.append(whole(number, body))
        return number

    # Pictures, and the forms of sealed pieces.

    def _write_forms(self) -> list[int]:
        """A form for each time that a sealed piece is placed, with all pictures before it."""
        pieces = [event[0] for flat in self._flats for event in flat.events if event[0]]
        for piece in pieces:
            for picture in piece.pictures:
                self._picture(picture)
        sealed = [piece for piece in pieces if piece.sealed]
        self._first_link = len(self._flats) + len(sealed)
        return [self._form(piece, key) for key, piece in enumerate(sealed, len(self._flats))]

    def _form(self, piece: Piece, key: int) -> int:
        dictionary = (
            b"/Type/XObject/Subtype/Form/BBox[-4 %.2f %.2f 4]/Resources<</Font %d 0 R%b>>"
            b"/StructParents %d/Filter/FlateDecode"
            % (-piece.height - 4, piece.width + 4, FONTS, self._named(piece.pictures), key)
        )
        return self._add(stream(dictionary, piece.sealed))

    def _named(self, pictures: Iterable[Picture]) -> bytes:
        numbers = self._pictures
        return b"/XObject<<%b>>" % b"".join(
            [b"/%b %d 0 R" % (each.name.encode(), numbers[each.name]) for each in pictures]
        )

    def _picture(self, picture: Picture) -> int:
        number = self._pictures.get(picture.name)
        if number is None:
            number = self._add(stream(self._picture_dictionary(picture), picture.data))
            self._pictures[picture.name] = number
        return number

    def _picture_dictionary(self, picture: Picture) -> bytes:
        if not picture.image:
            return _drawing(picture.box)
        if not picture.mask:
            return picture.image
        return picture.image + b"/SMask %d 0 R" % self._picture(picture.mask)

    # Pages: operators, and the elements of their pieces.

    def _write_page(self, number: int, flat: FlatPage) -> list[int]:
        """Writes a page and its groups; gives the numbers of its topmost elements."""
        page = self._first_page + number
        first_group = self._next_group
        self._next_group += len(flat.groups)
        kids: list[list[int]] = [[] for _ in range(len(flat.groups) + 1)]  # the last: topmost
        content = Content()
        for piece, x, y, group in flat.events:
            parent = first_group + group if group >= 0 else self._root
            if piece is None:
                kids[flat.groups[group][1]].append(first_group + group)
            elif piece.template.count or piece.sealed:
                kids[group] += self._write_piece(piece, content, (x, y), page=page, parent=parent)
            else:
                content.draw(piece, x, y)
        for group, (kind, above) in enumerate(flat.groups):
            parent = first_group + above if above >= 0 else self._root
            body = b"<</S/%b/P %d 0 R/K[%b]>>" % (kind.encode(), parent, references(kids[group]))
            self._small.set(first_group + group, body)
        self._write_page_object(number, flat.page, content)
        return kids[-1]

    def _write_piece(
        self,
        piece: Piece,
        content: Content,
        corner: tuple[float, float],
        *,
        page: int,
        parent: int,
    ) -> Iterable[int]:
        """Draws a piece and writes its elements; gives the numbers of those without a parent."""
        x, y = corner
        template = piece.template
        first = self._small.next
        owners = map(first.__add__, template.owners)
        mark, form = len(content.owners), 0
        if piece.sealed:
            form = next(self._forms)
            content.draw_form(form, x, y)
            self._form_parents.append(references(owners))
        else:
            content.draw(piece, x, y)
            content.owners += owners
        link = self._first_link + len(self._link_parents)
        self._small.add(template, (first, parent, page, form, mark, int(x), int(y), link))
        for touched, element in template.links:
            content.links.append(first + touched)
            self._link_parents.append(references((first + element,)))
        return map(first.__add__, template.roots)

    def _write_page_object(self, number: int, page: Page, content: Content) -> None:
        place = self._first_content + number
        packed = zlib.compress(content.operators(), LEVEL)
        self._whole[place - 1] = whole(place, stream(b"/Filter/FlateDecode", packed))
        self._page_parents.append(references(content.owners))
        forms = b"".join([b"/X%d %d 0 R" % (form, form) for form in content.forms])
        touched = b"/Annots[%b]" % references(content.links) if content.links else b""
        self._small.set(
            self._first_page + number,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R"
            b"/Resources<</Font %d 0 R%b%b>>>>/StructParents %d/Tabs/S%b>>"
            % (
                self._page_tree,
                page.width,
                page.height,
                place,
                FONTS,
                self._named(content.pictures.values()).removesuffix(b">>"),
                forms,
                number,
                touched,
            ),
        )

    # What stands above the pages.

    def _write_tree(self, kids: list[int]) -> None:
        several = [b"[%b]" % owners for owners in (*self._page_parents, *self._form_parents)]
        parents = [*several, *self._link_parents]
        numbers = b" ".join([b"%d %b" % pair for pair in enumerate(parents)])
        self._small.set(
            self._tree,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>"
            % (self._root, numbers, len(parents)),
        )
        self._small.set(
            self._root, b"<</S/Document/P %d 0 R/K[%b]>>" % (self._tree, references(kids))
        )

    def _write_outlines(self) -> None:
        top = self._outlines
        bookmarks = self._document.bookmarks
        last = top + len(bookmarks)
        for number, mark in enumerate(bookmarks, top + 1):
            before = b"/Prev %d 0 R" % (number - 1) if number > top + 1 else b""
            after = b"/Next %d 0 R" % (number + 1) if number < last else b""
            self._small.set(
                number,
                b"<</Title%b/Parent %d 0 R/Dest[%d 0 R/XYZ 0 %d 0]%b%b>>"
                % (
                    text_string(mark.title),
                    top,
                    self._first_page + mark.page,
                    mark.top,
                    before,
                    after,
                ),
            )
        ends = b"/First %d 0 R/Last %d 0 R" % (top + 1, last) if bookmarks else b""
        self._small.set(top, b"<</Type/Outlines/Count %d%b>>" % (len(bookmarks), ends))

    def _write_top(self) -> None:
        document = self._document
        pages = range(self._first_page, self._first_page + len(self._flats))
        self._small.set(
            self._page_tree,
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), references(pages)),
        )
        self._small.set(
            self._catalog,
            b"<</Type/Catalog/Pages %d 0 R/Lang%b/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"
            b"/Metadata %d 0 R/Outlines %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>"
            % (
                self._page_tree,
                text_string(document.language),
                self._tree,
                self._metadata,
                self._outlines,
            ),
        )
        self._small.set(self._info, properties(document))

    # The file itself.

    def _assembled(self) -> bytes:
        dictionary, data = self._small.packed()
        packed = self._small.next
        table = packed + 1
        bodies = [*self._whole, whole(packed, stream(dictionary, data))]
        starts = list(accumulate(map(len, bodies), initial=len(_HEADER)))
        packed_from = b"\2" + packed.to_bytes(4, "big")
        entries = [
            b"\0\0\0\0\0\xff\xff",
            *[b"\1%b\0\0" % start.to_bytes(4, "big") for start in starts[:-2]],
            packed_from + packed_from.join(places(self._small.next - self._small.first)),
            *[b"\1%b\0\0" % start.to_bytes(4, "big") for start in starts[-2:]],
        ]
        identity = hashlib.sha256(data).hexdigest()[:32].encode()
        entries_stream = stream(
            b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode"
            % (table + 1, self._catalog, self._info, identity, identity),
            zlib.compress(b"".join(entries), LEVEL),
        )
        end = b"startxref\n%d\n%%%%EOF\n" % starts[-1]
        return b"".join([_HEADER, *bodies, whole(table, entries_stream), end])
