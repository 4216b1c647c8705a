"""Papers for an event as PDF: list of participants, name badges, certificates of attendance."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.fonts import FontFace

from ikpe_site.cubes.geometry import HUES

FONT_FILE = settings.BASE_DIR / "static" / "fonts" / "atkinson-hyperlegible-next-subset.woff2"
FONT = "Hyperlegible"
LOGO_WIDTH, SIGNATURE_WIDTH = 18, 80  # millimetres
LOGO_FACES = (  # of a cube around its middle: top, left, right
    ((0, -30), (26, -15), (0, 0), (-26, -15)),
    ((-26, -15), (0, 0), (0, 30), (-26, 15)),
    ((26, -15), (0, 0), (0, 30), (26, 15)),
)
BADGE_WIDTH, BADGE_HEIGHT, BADGES_ACROSS, BADGES_DOWN = 90, 54, 2, 5  # millimetres; business cards, ten to a sheet


def new_pdf(title: str, institute, orientation: str = "portrait") -> FPDF:
    pdf = FPDF(orientation=orientation, format="A4")
    pdf.add_font(FONT, fname=FONT_FILE, variations={"": {"wght": 400}, "B": {"wght": 700}})
    pdf.set_title(title)
    pdf.set_author(institute.name)
    pdf.set_lang("de")
    pdf.set_font(FONT, size=11)
    return pdf


def response(pdf: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )


def participant_list(event, registrations, institute) -> bytes:
    """To print and to sign: name, institution, signature."""
    pdf = new_pdf(_("List of participants: %(event)s") % {"event": event.title}, institute, "landscape")
    pdf.add_page()
    head(pdf, event)
    widths, headings = (12, 75, 95, 85), ("", _("Name"), _("Institution"), _("Signature"))
    with pdf.table(col_widths=widths, line_height=10, headings_style=FontFace(emphasis="BOLD"), align="LEFT") as table:
        table.row(headings)
        for number, registration in enumerate(registrations, 1):
            table.row((str(number), registration.name, registration.organisation, ""))
    return bytes(pdf.output())


def name_badges(event, registrations, institute) -> bytes:
    """Ten badges to a sheet of A4, as punched sheets of business cards have them."""
    pdf = new_pdf(_("Name badges: %(event)s") % {"event": event.title}, institute)
    pdf.set_auto_page_break(False)
    left = (pdf.w - BADGES_ACROSS * BADGE_WIDTH) / 2
    top = (pdf.h - BADGES_DOWN * BADGE_HEIGHT) / 2
    for number, registration in enumerate(registrations):
        place = number % (BADGES_ACROSS * BADGES_DOWN)
        if place == 0:
            pdf.add_page()
        x = left + place % BADGES_ACROSS * BADGE_WIDTH
        y = top + place // BADGES_ACROSS * BADGE_HEIGHT
        pdf.set_draw_color(200)
        pdf.rect(x, y, BADGE_WIDTH, BADGE_HEIGHT)
        fitted(pdf, x + 5, y + 14, BADGE_WIDTH - 10, registration.name, size=20, style="B")
        fitted(pdf, x + 5, y + 26, BADGE_WIDTH - 10, registration.organisation, size=12)
        fitted(pdf, x + 5, y + 42, BADGE_WIDTH - 10, event.title, size=9)
    if not registrations:
        pdf.add_page()
    return bytes(pdf.output())


def certificates(event, registrations, institute) -> bytes:
    """A certificate of attendance on a sheet for each."""
    pdf = new_pdf(_("Certificate of attendance: %(event)s") % {"event": event.title}, institute)
    pdf.set_margins(25, 30)
    for registration in registrations:
        pdf.add_page()
        pdf.set_font(FONT, size=11)
        logo(pdf, pdf.w - pdf.r_margin - LOGO_WIDTH, pdf.get_y())
        pdf.multi_cell(pdf.epw - LOGO_WIDTH - 5, 6, institute.name, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(30)
        pdf.set_font(FONT, "B", 26)
        pdf.multi_cell(0, 12, _("Certificate of attendance"), new_x="LMARGIN", new_y="NEXT")
        pdf.ln(10)
        pdf.set_font(FONT, "B", 18)
        pdf.multi_cell(0, 9, registration.name, new_x="LMARGIN", new_y="NEXT")
        if registration.organisation:
            pdf.set_font(FONT, size=12)
            pdf.multi_cell(0, 7, registration.organisation, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(8)
        pdf.set_font(FONT, size=12)
        pdf.multi_cell(0, 7, _("took part in the event"), new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
        pdf.set_font(FONT, "B", 15)
        pdf.multi_cell(0, 8, event.title, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font(FONT, size=12)
        when = ", ".join(str(part) for part in (event.date_display, event.time_display) if part)
        pdf.multi_cell(0, 7, "\n".join(filter(None, (when, event.location))), new_x="LMARGIN", new_y="NEXT")
        if event.agenda:
            pdf.ln(6)
            pdf.multi_cell(
                0, 7, "\n".join(f"–  {item.value['title']}" for item in event.agenda), new_x="LMARGIN", new_y="NEXT"
            )
        pdf.ln(20)
        date = date_format(timezone.localdate(), "j. F Y")
        pdf.multi_cell(0, 7, ", ".join(filter(None, (institute.city, date))), new_x="LMARGIN", new_y="NEXT")
        signature_line(pdf, institute)
    return bytes(pdf.output())


def logo(pdf: FPDF, x: float, y: float) -> None:
    """The cube of the institute, as the website has it, with its corner at `x` and `y` (millimetres)."""
    scale = LOGO_WIDTH / 52
    for face, shade in zip(LOGO_FACES, HUES["petrol"], strict=True):
        pdf.set_fill_color(shade)
        pdf.polygon([(x + (26 + across) * scale, y + (30 + down) * scale) for across, down in face], style="F")


def signature_line(pdf: FPDF, institute) -> None:
    pdf.ln(22)
    pdf.set_draw_color(0)
    pdf.line(pdf.l_margin, pdf.get_y(), pdf.l_margin + SIGNATURE_WIDTH, pdf.get_y())
    pdf.ln(1)
    pdf.set_font(FONT, size=10)
    words = f"{_('Signature')}, {institute.short_name or institute.name}"
    pdf.multi_cell(SIGNATURE_WIDTH, 5, words, new_x="LMARGIN", new_y="NEXT")


def head(pdf: FPDF, event) -> None:
    pdf.set_font(FONT, "B", 16)
    pdf.multi_cell(0, 8, event.title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(FONT, size=11)
    parts = (event.date_display, event.time_display, event.location)
    pdf.multi_cell(0, 6, " · ".join(str(part) for part in parts if part), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)


def fitted(pdf: FPDF, x: float, y: float, width: float, text: str, *, size: float, style: str = "") -> None:
    """A line of text, as large as `size` (points) or as it fits into `width` (millimetres)."""
    pdf.set_font(FONT, style, size)
    if (needed := pdf.get_string_width(text)) > width:
        pdf.set_font_size(max(6, size * width / needed * 0.98))
    pdf.set_xy(x, y)
    pdf.cell(width, size / 2, text)
