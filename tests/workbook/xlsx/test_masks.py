"""A value and the code of its number format -> what Excel shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from clinicplan.workbook.xlsx.formats import Style, style_of, styles_of
from clinicplan.workbook.xlsx.masks import shown_as


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (5, "", "5"),
        (5, "General", "5"),
        (5, '0" min"', "5 min"),
        (10, '0"-5"', "10-5"),
        (5, 'General" min"', "5 min"),
        (5, r"0\ \m", "5 m"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (5, '"$"#,##0', "$5"),
        (5, "[$£-809]#,##0.00", "£5.00"),
        (2.5, "# ?/?", "2 1/2"),
        (0.5, "# ?/?", "1/2"),
        (2.25, "# ?/4", "2 1/4"),
        (3, "# ?/?", "3"),
        (7, "000", "007"),
        (7, '"HS-"0000', "HS-0007"),
        (1632960417, "00000 000000", "01632 960417"),
        (5551234, "000-0000", "555-1234"),
        (3, '[<5]0;0" min"', "3"),
        (7, '[<5]0;0" min"', "7 min"),
        (7, '[<5]"few";[<10]"some";"many"', "some"),
        (70, '[<5]"few";[<10]"some";"many"', "many"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (-0.2, "0", "0"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"zero"', "zero"),
        (0, "#", ""),
        (5, ";;;", ""),
        (1234567, "#,##0", "1234567"),
        (1234567, "0.0,", "1234.6"),
        (12, "0.##", "12."),
        (12.345, "0.00", "12.35"),
        (5, "0.00E+00", "5.00E+00"),
        (5, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "5"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "-"),
        (1.5, "[h]:mm", "36:00"),
        (90 / 86_400, "[mm]:ss", "01:30"),
        (90 / 86_400, "[s]", "90"),
        (5, "abc", "abc"),
        (5, "[", "["),
        (1e20, '0" m"', "1e+20 m"),
        ("x", "0", "x"),
        ("x", '0;0;0;@" kg"', "x kg"),
        ("x", '"a "@', "a x"),
        ("x", ";;;", ""),
    ],
)
def test_excel_shows(value: float | str, code: str, shown: str) -> None:
    assert shown_as(value, code) == shown


@given(
    some.floats(allow_nan=False, allow_infinity=False) | some.text(max_size=5),
    some.text(some.sampled_from('0#?.,%/@";[]<>=5hmsdyE+-_*\\ G$€é'), max_size=255),
)
def test_no_format_is_too_odd(value: float | str, code: str) -> None:
    style_of(code)
    assert isinstance(shown_as(value, code), str)


@pytest.mark.parametrize(
    ("number", "style"),
    [
        ("0", Style()),
        ("1", Style("0")),
        ("9", Style("0%", is_plain=False)),
        ("14", Style("d/m/yyyy", is_date=True, is_plain=False)),
        ("31", Style("d/m/yyyy", is_date=True, is_plain=False)),
        ("20", Style("h:mm:ss", is_time=True, is_plain=False)),
        ("46", Style("[h]:mm:ss", is_plain=False)),
        ("49", Style("@")),
        ("67", Style("0%", is_plain=False)),
        ("78", Style("h:mm:ss", is_time=True, is_plain=False)),
        ("999", Style()),
        ("x", Style()),
        ("164", Style('0" min"', is_plain=False)),
        ("165", Style('0;0;0;@"."', is_for_text=True)),
    ],
)
def test_a_style_by_the_number_of_its_format(number: str, style: Style) -> None:
    """A format of a rule (dxf) that comes later does not count."""
    found = styles_of(
        [
            ("numFmts", {}),
            ("numFmt", {"numFmtId": "164", "formatCode": '0" min"'}),
            ("numFmt", {"numFmtId": "165", "formatCode": '0;0;0;@"."'}),
            ("cellXfs", {}),
            ("xf", {"numFmtId": number}),
            ("dxfs", {}),
            ("numFmt", {"numFmtId": "1", "formatCode": '0" kg"'}),
        ]
    )
    assert found == [style]
