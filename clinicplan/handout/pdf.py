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
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import accumulate

from clinicplan.handout.faces import Face
from clinicplan.handout.pieces import Block, Document, Page, Picture, Piece, Placed
from clinicplan.handout.tags import Bases, text_string

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

_FONTS = 1
"""The object number of the font resources, which every page and form shares."""

_LEVEL = 4
"""zlib's level for what is compressed anew in every file: nearly half the time of 6, and
2 % more bytes a file."""

_MOST_HEADS = 64
"""Font subsets kept for characters beyond the stock ones; each is about 30 KB."""


class Fonts:
    """The first objects of every file: faces with the stock characters, written once."""

    def __init__(self, faces: Mapping[str, Face], stock: frozenset[str]) -> None:
        self._faces = faces
        self.stock = stock
        self._heads: dict[frozenset[str], tuple[bytes, ...]] = {}

    def objects(self, added: frozenset[str]) -> tuple[bytes, ...]:
        """The objects 1, 2, … of a file whose texts need these characters as well."""
        head = self._heads.get(added)
        if head is None:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            head = self._heads[added] = self._write(self.stock | added)
        return head

    def _write(self, characters: frozenset[str]) -> tuple[bytes, ...]:
        bodies = [b""]
        names = []
        for resource, face in self._faces.items():
            parts = face.objects(characters)
            first = len(bodies) + 1
            bodies += [
                parts.file,
                parts.glyph_map,
                parts.to_unicode,
                parts.descriptor % first,
                parts.font % (first + 2, first + 3, first + 1),
            ]
            names.append(b"/%b %d 0 R" % (resource.encode(), first + 4))
        bodies[0] = b"<<%b>>" % b"".join(names)
        return tuple(_object(number, body) for number, body in enumerate(bodies, _FONTS))


def write(document: Document, fonts: Fonts) -> bytes:
    """The file. The same document makes the same bytes."""
    return _File(document, fonts.objects(document.added)).write()


class _Flat:
    """A page's pieces in reading order, each with its corner and the group that it is in.

    `events` are pieces (piece, x, y, group) and, where a group starts, (None, 0, 0, group).
    `groups` are (kind, parent); the parent of the topmost is -1, the document.
    """

    __slots__ = ("events", "groups", "page")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.events: list[tuple[Piece | None, float, float, int]] = []
        self.groups: list[tuple[str, int]] = []
        self._add(page.items, 0, 0, -1)

    def _add(self, items: Sequence[Placed], x: float, y: float, group: int) -> None:
        for item in items:
            what = item.what
            if isinstance(what, Piece):
                self.events.append((what, x + item.x, y + item.y, group))
            elif isinstance(what, Block):
                self._add(what.items, x + item.x, y + item.y, group)
            else:
                inner = len(self.groups)
                self.groups.append((what.kind, group))
                self.events.append((None, 0, 0, inner))
                self._add(what.items, x + item.x, y + item.y, inner)


class _Small:
    """The small objects of a file, one a line, whose numbers follow one another.

    The first ones are reserved, and set once what they refer to is known.
    """

    __slots__ = ("_blocks", "first", "next")

    def __init__(self, first: int, *, reserved: int) -> None:
        self.first = first
        self.next = first + reserved
        self._blocks = [b""] * reserved

    def set(self, number: int, body: bytes) -> None:
        self._blocks[number - self.first] = body

    def add(self, block: bytes, count: int) -> None:
        """`count` objects, one a line."""
        self._blocks.append(block)
        self.next += count

    def packed(self) -> tuple[bytes, bytes]:
        """The dictionary and the data of the stream that holds them."""
        text = b"\n".join(self._blocks)
        starts = accumulate([len(line) + 1 for line in text.split(b"\n")], initial=0)
        index = b" ".join(
            [b"%d %d" % pair for pair in zip(range(self.first, self.next), starts, strict=False)]
        )
        dictionary = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (
            self.next - self.first,
            len(index) + 1,
        )
        return dictionary, zlib.compress(index + b"\n" + text, _LEVEL)


class _File:
    """One file being written.

    Numbers are given in this order: fonts; each page's content; pictures, and sealed pieces
    as forms; metadata; then the small objects: what stands above the pages, pages, groups,
    elements of pieces; last the object stream and the cross-reference stream.
    """

    def __init__(self, document: Document, head: Sequence[bytes]) -> None:
        self._document = document
        self._flats = [_Flat(page) for page in document.pages]
        self._whole = [*head, *([b""] * len(self._flats))]
        self._first_content = len(head) + 1
        self._pictures: dict[str, int] = {}
        self._forms = iter(self._write_forms())
        self._metadata = self._add(_stream(b"/Type/Metadata/Subtype/XML", _xmp(document)))
        self._page_parents: list[bytes] = []
        self._form_parents: list[bytes] = []
        first = len(self._whole) + 1
        self._catalog, self._tree, self._root, self._page_tree, self._info = range(first, first + 5)
        self._outlines = first + 5
        self._first_page = self._outlines + len(document.bookmarks) + 1
        self._next_group = self._first_page + len(self._flats)
        groups = sum(len(flat.groups) for flat in self._flats)
        self._small = _Small(first, reserved=self._next_group + groups - first)

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
        self._whole.append(_object(number, body))
        return number

    # Pictures, and the forms of sealed pieces.

    def _write_forms(self) -> list[int]:
        """A form for each time that a sealed piece is placed, with all pictures before it."""
        pieces = [event[0] for flat in self._flats for event in flat.events if event[0]]
        for piece in pieces:
            for picture in piece.pictures:
                self._picture(picture)
        sealed = [piece for piece in pieces if piece.sealed]
        return [self._form(piece, key) for key, piece in enumerate(sealed, len(self._flats))]

    def _form(self, piece: Piece, key: int) -> int:
        dictionary = (
            b"/Type/XObject/Subtype/Form/BBox[-4 %.2f %.2f 4]/Resources<</Font %d 0 R%b>>"
            b"/StructParents %d/Filter/FlateDecode"
            % (-piece.height - 4, piece.width + 4, _FONTS, self._named(piece.pictures), key)
        )
        return self._add(_stream(dictionary, piece.sealed))

    def _named(self, pictures: Iterable[Picture]) -> bytes:
        numbers = self._pictures
        return b"/XObject<<%b>>" % b"".join(
            [b"/%b %d 0 R" % (each.name.encode(), numbers[each.name]) for each in pictures]
        )

    def _picture(self, picture: Picture) -> int:
        number = self._pictures.get(picture.name)
        if number is None:
            number = self._add(_stream(self._picture_dictionary(picture), picture.data))
            self._pictures[picture.name] = number
        return number

    def _picture_dictionary(self, picture: Picture) -> bytes:
        if not picture.image:
            return b"/Type/XObject/Subtype/Form/BBox[%.2f %.2f %.2f %.2f]/Filter/FlateDecode" % (
                picture.box
            )
        if not picture.mask:
            return picture.image
        return picture.image + b"/SMask %d 0 R" % self._picture(picture.mask)

    # Pages: operators, and the elements of their pieces.

    def _write_page(self, number: int, flat: _Flat) -> list[int]:
        """Writes a page and its groups; gives the numbers of its topmost elements."""
        page = self._first_page + number
        first_group = self._next_group
        self._next_group += len(flat.groups)
        kids: list[list[int]] = [[] for _ in range(len(flat.groups) + 1)]  # the last: topmost
        content = _Content()
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
            body = b"<</S/%b/P %d 0 R/K[%b]>>" % (kind.encode(), parent, _references(kids[group]))
            self._small.set(first_group + group, body)
        self._write_page_object(number, flat.page, content)
        return kids[-1]

    def _write_piece(
        self,
        piece: Piece,
        content: _Content,
        corner: tuple[float, float],
        *,
        page: int,
        parent: int,
    ) -> list[int]:
        """Draws a piece and writes its elements; gives the numbers of those without a parent."""
        x, y = corner
        template = piece.template
        first = self._small.next
        owners = [first + owner for owner in template.owners]
        mark, form = len(content.owners), 0
        if piece.sealed:
            form = next(self._forms)
            content.draw_form(form, x, y)
            self._form_parents.append(_references(owners))
        else:
            content.draw(piece, x, y)
            content.owners += owners
        bases = Bases(first, parent, page, form, mark, round(x), round(y))
        self._small.add(template.fill(bases), template.count)
        return [first + root for root in template.roots]

    def _write_page_object(self, number: int, page: Page, content: _Content) -> None:
        stream = self._first_content + number
        packed = zlib.compress(content.operators(), _LEVEL)
        self._whole[stream - 1] = _object(stream, _stream(b"/Filter/FlateDecode", packed))
        self._page_parents.append(_references(content.owners))
        forms = b"".join([b"/X%d %d 0 R" % (form, form) for form in content.forms])
        self._small.set(
            self._first_page + number,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R"
            b"/Resources<</Font %d 0 R%b%b>>>>/StructParents %d/Tabs/S>>"
            % (
                self._page_tree,
                page.width,
                page.height,
                stream,
                _FONTS,
                self._named(content.pictures.values()).removesuffix(b">>"),
                forms,
                number,
            ),
        )

    # What stands above the pages.

    def _write_tree(self, kids: list[int]) -> None:
        parents = [*self._page_parents, *self._form_parents]
        numbers = b"".join([b"%d[%b]" % pair for pair in enumerate(parents)])
        self._small.set(
            self._tree,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>"
            % (self._root, numbers, len(parents)),
        )
        self._small.set(
            self._root, b"<</S/Document/P %d 0 R/K[%b]>>" % (self._tree, _references(kids))
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
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), _references(pages)),
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
        seal = b"/ClinicPlanSeal" + text_string(document.seal) if document.seal else b""
        self._small.set(
            self._info,
            b"<</Title%b/Author%b/Producer(clinicplan)/CreationDate(D:%b000000Z)%b>>"
            % (
                text_string(document.title),
                text_string(document.author),
                document.date.replace("-", "").encode(),
                seal,
            ),
        )

    # The file itself.

    def _assembled(self) -> bytes:
        dictionary, data = self._small.packed()
        stream = self._small.next
        table = stream + 1
        bodies = [*self._whole, _object(stream, _stream(dictionary, data))]
        starts = list(accumulate(map(len, bodies), initial=len(_HEADER)))
        packed_from = b"\2" + stream.to_bytes(4, "big")
        entries = [
            b"\0\0\0\0\0\xff\xff",
            *[b"\1%b\0\0" % start.to_bytes(4, "big") for start in starts[:-2]],
            packed_from + packed_from.join(_INDEXES[: self._small.next - self._small.first]),
            *[b"\1%b\0\0" % start.to_bytes(4, "big") for start in starts[-2:]],
        ]
        identity = hashlib.sha256(data).hexdigest()[:32].encode()
        references = _stream(
            b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode"
            % (table + 1, self._catalog, self._info, identity, identity),
            zlib.compress(b"".join(entries), _LEVEL),
        )
        end = b"startxref\n%d\n%%%%EOF\n" % starts[-1]
        return b"".join([_HEADER, *bodies, _object(table, references), end])


_INDEXES = [index.to_bytes(2, "big") for index in range(2**16)]
"""Places in an object stream as the cross-reference table writes them."""


class _Content:
    """A page's operators and what they use, while its pieces are drawn."""

    __slots__ = ("_parts", "forms", "owners", "pictures")

    def __init__(self) -> None:
        self.owners: list[int] = []
        self.forms: list[int] = []
        self.pictures: dict[str, Picture] = {}
        self._parts: list[bytes] = []

    def draw(self, piece: Piece, x: float, y: float) -> None:
        """A piece's operators, its marks numbered on from those before it."""
        operators = piece.operators
        if marks := piece.template.marks:
            mark = len(self.owners)
            operators %= tuple(range(mark, mark + marks))
        self._parts.append(b"q 1 0 0 1 %.2f %.2f cm\n%b\nQ" % (x, y, operators))
        for picture in piece.pictures:
            self.pictures[picture.name] = picture

    def draw_form(self, form: int, x: float, y: float) -> None:
        self.forms.append(form)
        self._parts.append(b"q 1 0 0 1 %.2f %.2f cm /X%d Do Q" % (x, y, form))

    def operators(self) -> bytes:
        return b"\n".join(self._parts)


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(data), data)


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])


def _xmp(document: Document) -> bytes:
    """The metadata that PDF/UA-1 asks for: title, language and its own mark."""
    title, author = escape(document.title), escape(document.author)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{escape(document.language)}</rdf:li></rdf:Bag></dc:language>"
        "<pdf:Producer>clinicplan</pdf:Producer>"
        f"<xmp:CreateDate>{document.date}T00:00:00Z</xmp:CreateDate>"
        "<pdfuaid:part>1</pdfuaid:part>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()
