"""The Clinic sheet: a setting a row."""

from __future__ import annotations

from clinicplan.workbook.columns.kinds import Column, Kind, Layout, Sheet

# A column reads as a block, not as a line for each of its words.
# fmt: off
CLINIC = Sheet(
    key="clinic",
    title="Clinic",
    row="a setting",
    doc="It is what every handout says about the clinic. A setting's value stands beside it.",
    layout=Layout.SETTINGS,
    required=True,
    columns=(
        Column("name", "Name", Kind.NAME, "The clinic's name, as it stands at the top of a page.",
               required=True, width=44, prompt="The clinic's name, as patients know it."),
        Column("address", "Address", Kind.LINES, "The postal address, a line each.", width=44,
               prompt="A line each: Alt+Enter starts a new line.", spare=True),
        Column("phone", "Phone", Kind.PHONE, "The number that patients call.", required=True,
               width=44, prompt="The number that patients call. Keep the leading zero."),
        Column("hours", "Opening hours", Kind.TEXT, "When somebody answers the phone.", width=44,
               prompt="When somebody answers the phone.",
               spare=True),
        Column("email", "Email", Kind.EMAIL, "The address that patients write to.", width=44,
               prompt="Like name@example.org.", spare=True),
        Column("website", "Website", Kind.TEXT, "Printed as typed.", width=44,
               prompt="Printed as typed.", spare=True),
        Column("logo", "Logo file", Kind.FILE,
               "A picture (PNG, JPEG or SVG) beside the workbook.", width=44,
               prompt="The name of a picture in the workbook's folder, like logo.png.", spare=True),
        Column("brand", "Brand", Kind.TEXT, "A look from the templates folder.", choices="brands",
               width=44, prompt="Choose a look from the list.", spare=True),
        Column("colour", "Colour", Kind.COLOUR,
               "The clinic's own colour, in place of the brand's: its plain name, like dark green, "
               "or # and six digits or letters.",
               width=44, spare=True,
               prompt="Like dark green, or #0E6377. Leave it empty for the brand's colour."),
        Column("people", "People in pictures", Kind.CHOICES,
               "Whom the pictures may show, with ; between. A plan shows one of them throughout. "
               "With several, each plan has one of them, by its ID. Empty: a woman of about forty, "
               "or of about seventy where the date of birth makes a patient 65 or older. The one "
               "with a walking stick and the one with a prosthesis are shown only where they are "
               "the one chosen, here or in a patient's row.", choices="people", width=44,
               prompt="Choose one from the list, or type several with ; between.", spare=True),
        Column("paper", "Paper", Kind.CHOICE, "A4 (the default) or Letter.", choices="papers",
               width=44, prompt="A4 or Letter.", spare=True),
        Column("edition", "Edition", Kind.CHOICE,
               "The handouts' edition where a patient's row does not say: standard where this is "
               "empty, too.", choices="editions", width=44,
               prompt="For every patient whose own row has none.", spare=True, since=2),
        Column("language", "Language", Kind.CHOICE,
               "The handouts' language where a patient's row does not say.", choices="languages",
               width=44, prompt="Choose from the list."),
        Column("region", "Emergency region", Kind.CHOICE,
               "Which emergency numbers the handouts name.", choices="regions", width=44,
               prompt="Choose from the list: it decides which emergency numbers are printed."),
        Column("pain_guide", "Pain guide cut-offs", Kind.CUTOFFS,
               "Two numbers of the pain scale from 0 to 10: carry on up to the first, ease off "
               "up to the second, stop above it. The default is 3 and 5.", width=44,
               prompt="Two numbers, like 3 and 5: carry on up to 3, ease off up to 5, then stop."),
        Column("other_formats", "Other formats", Kind.TEXT,
               "A line at the end of a handout about large print and other languages.", width=44,
               prompt="How to ask for large print or another language.", spare=True),
        Column("visit", "Visit page", Kind.YES_NO,
               "Yes prints scores and lines for the next visit in every handout, on a page of "
               "their own where no other has the room. Empty or no: only where a page has it.",
               choices="yes_no", width=44, prompt="yes: scores and lines in every handout.",
               spare=True, since=2),
        Column("sender_name", "Sender name", Kind.NAME, "Who an e-mail comes from.", width=44,
               prompt="The name that an e-mail comes from.", spare=True, letter=True),
        Column("reply_to", "Reply to", Kind.EMAIL, "Where answers to an e-mail go.", width=44,
               prompt="The address that answers go to.", letter=True),
        Column("date_order", "Date order", Kind.CHOICE,
               "How a date typed as text is read: 03/04/2026 is 3 April (day first) or "
               "4 March (month first). Left empty, such a date is an error.",
               choices="date_orders", width=44,
               prompt="Only for dates that Excel keeps as text: is 03/04 the 3rd of April?",
               spare=True),
    ),
)

# fmt: on
SETTING_HEADINGS = ("Setting", "Value")
"""The heading row of the Clinic sheet."""
