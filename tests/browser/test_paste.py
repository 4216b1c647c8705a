"""What arrives when an editor pastes from Word or from the old website: structure stays, the rest goes."""

import pytest
from playwright.sync_api import expect

from .test_editors import Admin

# As Word 365 writes it to the clipboard: lists that are none, tracked changes, comments, footnotes.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {margin:0cm;}</style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<h1>Bericht zur Sozialplanung<o:p></o:p></h1>
<p class=MsoNormal style='line-height:107%'><span style='font-family:"Calibri",sans-serif;color:red'>Der
<b style='mso-bidi-font-weight:normal'>Landkreis</b> hat&nbsp;geplant.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><b>Was wir gefunden haben<o:p></o:p></b></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Erster Punkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Zweiter Punkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Zuerst
fragen<o:p></o:p></p>
<p class=MsoNormal>Ein <del cite="mailto:x"><span class=msoDel>alter</span></del><ins cite="mailto:x"><span
class=msoIns>neuer</span></ins> Satz<span class=MsoCommentReference><a href="#_msocom_1">[A1]</a></span>
mit <a href="https://www.fh-erfurt.de/?utm_source=word&amp;seite=2">einem Ziel</a><a href="#_ftn1"><span
class=MsoFootnoteReference>[1]</span></a>.<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Kreis<o:p></o:p></p></td><td><p
class=MsoNormal>Zahl</p></td></tr>
<tr><td><p class=MsoNormal>Gera</p></td><td><p class=MsoNormal>12</p></td></tr></table>
<!--EndFragment--></body></html>"""

# As Chromium copies it from a page of WordPress, with what its editors had pasted there.
WORDPRESS = """<meta charset='utf-8'><div class="wp-block-group entry-content"><div>
<h1 class="entry-title" style="color: rgb(0, 0, 0); font-family: Roboto">Fachtag in Erfurt</h1>
<p style="margin: 0px 0px 1.6em; font-weight: 400;">Der Fachtag war&nbsp;gut besucht.</p>
<figure class="wp-block-image"><img src="https://example.org/wp-content/bild.jpg" alt="Saal"><figcaption>Im
Saal</figcaption></figure>
<h2 class="wp-block-heading">Programm</h2>
<ul class="wp-block-list"><li>Begrüßung</li><li><span style="font-weight: 400;">Vortrag</span></li></ul>
<p><b style="font-weight: normal">Nicht fett</b>, aber <strong>doch fett</strong>.</p>
<blockquote class="wp-block-quote"><p>Planung lebt vom Gespräch.</p></blockquote>
<p>Bitte besuchen Sie <a href="https://example.org/projekte/?utm_source=post&utm_campaign=juni&fbclid=abc"
target="_blank">unsere Projekte</a> [gallery ids="1,2"]und nicht <a href="javascript:alert(1)">das hier</a>.</p>
<p>&nbsp;</p><script>alert(1)</script></div></div>"""

PASTE = """([editor, html]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "nur Text");
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def admin(open_page, site):
    page = open_page("/admin/login/", java_script_enabled=True, height=1000)
    page.on("dialog", lambda dialog: dialog.accept())
    admin = Admin(page)
    admin.log_in(site)
    admin.start_post()
    admin.add_block("Text")
    return admin


def paste(admin, html):
    editor = admin.page.locator("[data-contentpath=body] [role=textbox]").first
    editor.click()
    admin.page.evaluate(PASTE, [editor.element_handle(), html])


def publish(admin, open_page, title):
    """Publish the post; return its text as visitors see it."""
    admin.page.get_by_placeholder("Seitentitel").fill(title)
    admin.page.get_by_role("textbox", name="Teaser").fill("Eingefügt.")
    admin.page.wait_for_timeout(500)  # Draftail fills the field that is sent 250 ms after the last change
    admin.publish()
    listed = open_page("/aktuelles/")
    listed.get_by_role("link", name=title).click()
    return listed.locator(".story")


def test_a_text_from_word_keeps_its_structure(admin, open_page):
    paste(admin, WORD)
    expect(admin.page.get_by_text("1 Kommentar und 1 Fußnote wurden nicht übernommen.")).to_be_visible()
    admin.page.get_by_label("Tabellentitel").fill("Zahlen je Kreis")
    story = publish(admin, open_page, "Aus Word eingefügt")

    assert story.locator("> h2").all_inner_texts() == ["Bericht zur Sozialplanung", "Was wir gefunden haben"]
    assert story.locator("ul li").all_inner_texts() == ["Erster Punkt", "Zweiter Punkt"]
    assert story.locator("ol li").all_inner_texts() == ["Zuerst fragen"]
    assert story.locator("thead th").all_inner_texts() == ["Kreis", "Zahl"]
    assert story.locator("tbody tr").inner_text().split() == ["Gera", "12"]
    assert story.locator("p").all_inner_texts() == ["Der Landkreis hat geplant.", "Ein neuer Satz mit einem Ziel."]
    assert story.locator("p b").all_inner_texts() == ["Landkreis"]
    assert story.locator("p a").get_attribute("href") == "https://www.fh-erfurt.de/?seite=2"
    for remains in ("style=", 'class="Mso', "<o:p", "Fragment", "&nbsp;"):
        assert remains not in story.inner_html()


def test_a_text_from_the_old_site_keeps_its_structure_and_says_what_is_left_out(admin, open_page):
    paste(admin, WORDPRESS)
    expect(admin.page.get_by_text("1 Bild wurde nicht übernommen. Laden Sie")).to_be_visible()
    story = publish(admin, open_page, "Von der alten Seite eingefügt")

    assert story.locator("> h2").all_inner_texts() == ["Fachtag in Erfurt", "Programm"]
    assert story.locator("ul li").all_inner_texts() == ["Begrüßung", "Vortrag"]
    assert story.locator("blockquote").inner_text() == "Planung lebt vom Gespräch."
    assert story.locator(".rich-text p").all_inner_texts() == [
        "Der Fachtag war gut besucht.",
        "Nicht fett, aber doch fett.",
        "Bitte besuchen Sie unsere Projekte und nicht das hier.",
    ]
    assert story.locator("p b").all_inner_texts() == ["doch fett"]
    assert [link.get_attribute("href") for link in story.locator("p a").all()] == ["https://example.org/projekte/"]
    assert story.locator("img").count() == 0


# As Word 365 writes footnotes: a number that names its note, and below all text the note that names its number.
NOTED = """<p class=MsoNormal>Armut<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> w&auml;chst.<img src="file:///a.png"><img
src="file:///b.png"><span class=MsoCommentReference><a class=msocomanch href="#_msocom_1">[A1]</a></span></p>
<p class=MsoNormal>Auch hier<a style='mso-footnote-id:ftn2' href="#_ftn2" name="_ftnref2" title=""><span
class=MsoFootnoteReference>[2]</span></a>.</p>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Vgl. <i>Armutsbericht</i>, S. 5.</p></div>
<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a style='mso-footnote-id:ftn2' href="#_ftnref2"
name="_ftn2" title=""><span class=MsoFootnoteReference>[2]</span></a> Ebenda.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div class=msocomtxt><a
href="#_msoanchor_1">[A1]</a>Stimmt das?</div></div></div>"""


def test_footnotes_from_word_become_footnotes_and_what_is_left_out_is_named(admin, open_page):
    paste(admin, NOTED)
    expect(admin.page.get_by_text("2 Bilder und 1 Kommentar wurden nicht übernommen.")).to_be_visible()
    shown = admin.page.locator("[data-contentpath=body] .footnote")
    expect(shown).to_have_text(["Vgl. Armutsbericht, S. 5.", "Ebenda."])

    shown.nth(1).click()
    dialog = admin.page.get_by_role("dialog", name="Fußnote")
    dialog.get_by_label("Text der Fußnote").fill("Ebenda, *passim*.")
    dialog.get_by_role("button", name="Übernehmen").click()
    expect(shown).to_have_text(["Vgl. Armutsbericht, S. 5.", "Ebenda, passim."])

    story = publish(admin, open_page, "Mit Fußnoten aus Word")
    assert story.locator("p").all_inner_texts() == ["Armut1 wächst.", "Auch hier2."]
    notes = story.page.get_by_role("region", name="Anmerkungen").locator("li")
    assert [text.removesuffix(" ↑") for text in notes.all_inner_texts()] == [
        "Vgl. Armutsbericht, S.\u00a05.",
        "Ebenda, passim.",
    ]
    assert notes.locator("i").all_inner_texts() == ["Armutsbericht", "passim"]


def test_a_footnote_is_written_at_the_end_of_a_sentence(admin, open_page):
    admin.write(0, "Ein Satz.")
    admin.page.keyboard.press("Shift+Home")
    admin.page.get_by_role("button", name="Fußnote").click()
    dialog = admin.page.get_by_role("dialog", name="Fußnote")
    dialog.get_by_label("Text der Fußnote").fill("Vgl. https://tlnw.de/.")
    admin.page.keyboard.press("Enter")
    expect(admin.page.locator("[data-contentpath=body] .footnote")).to_have_text("Vgl. https://tlnw.de/.")
    story = publish(admin, open_page, "Mit einer Fußnote")
    assert story.locator("p").inner_text() == "Ein Satz.1"


BLOCKS = """() => document.getElementById("body-root").rootBlock.children.map(({ type, element }) => {
    const text = element.querySelector("[contenteditable=true]")?.innerText;
    const fields = [...element.querySelectorAll("input[type=text], textarea")].map(({ value }) => value);
    return [type, (text ?? fields.filter(Boolean).join(" | ")).trim()];
})"""


# As Excel 365 copies a range below a merged title.
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><!--StartFragment--><table border=0><colgroup>
<col width=80></colgroup><tr height=20><td colspan=3 class=xl65 style="text-align:center">Einwohner</td></tr>
<tr><td>Kreis</td><td>2023</td><td>2024</td></tr><tr><td>Gera</td><td align=right>93</td><td align=right>94</td></tr>
<!--EndFragment--></table></body></html>"""


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<div>Eins</div><div>Zwei</div>", [["text", "Eins\nZwei"]]),  # as mail programs write paragraphs
        ("<p>Er schrieb [sic] so.</p>", [["text", "Er schrieb [sic] so."]]),
        ("<h2>Nur ein Titel</h2>", [["text", "Nur ein Titel"]]),
        (
            "<p>Wer:</p><blockquote><p>Planung lebt.</p><cite>Ein Leitsatz</cite></blockquote>",
            [["text", "Wer:"], ["quotation", "Planung lebt. | Ein Leitsatz"]],
        ),
        (
            "<figure class=wp-block-table><table><tr><th>Kreis<th>Zahl<tr><td>Gera<td>12</table></figure>",
            [["table", "Kreis | Zahl | Gera | 12"]],
        ),
        (EXCEL, [["table", "Einwohner | Kreis | 2023 | 2024 | Gera | 93 | 94"]]),
        ("<p>CO<sub>2</sub> je m<sup>2</sup>, 3<sup>ter</sup></p>", [["text", "CO₂ je m², 3ter"]]),
        ("<h2>Titel</h2><h3>Teil</h3><p>Text</p>", [["heading", "Titel"], ["subheading", "Teil"], ["text", "Text"]]),
        ("<p>\u200b</p><h2>Titel</h2><p>Text</p>", [["heading", "Titel"], ["text", "Text"]]),
        ("<span><h2>Titel</h2><p>Text</p></span>", [["heading", "Titel"], ["text", "Text"]]),
    ],
)
def test_what_else_is_pasted_arrives_as_it_was_meant(admin, html, blocks):
    paste(admin, html)
    admin.page.wait_for_timeout(300)
    assert admin.page.evaluate(BLOCKS) == blocks


@pytest.mark.parametrize(
    ("pasted", "target"),
    [
        (
            "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.fh-erfurt.de%2Fa%3Fb%3D1&data=05",
            "https://www.fh-erfurt.de/a?b=1",
        ),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Ftlnw.de%2F&usg=x", "https://tlnw.de/"),
        ("https://www.google.de/url?q=https://tlnw.de/%3Futm_source%3Dx", "https://tlnw.de/"),
        ("https://www.google.com/search?q=https://tlnw.de/", "https://www.google.com/search?q=https://tlnw.de/"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
    ],
)
def test_a_link_leads_where_it_led_before_a_program_wrapped_it(admin, pasted, target):
    paste(admin, f'<p>Siehe <a href="{pasted.replace("&", "&amp;")}">dort</a>.</p>')
    admin.page.wait_for_timeout(500)
    kept = admin.page.locator("[data-contentpath=body] input[name$='-value'][value*=entityMap]").first
    assert f'"url":"{target}"' in kept.input_value().replace('": "', '":"')


def test_raised_and_lowered_letters_keep_their_place(admin, open_page):
    paste(
        admin,
        "<p>Die 3<sup>te</sup> Welle, x<sub>max</sub> und <code>Code</code>, <s>alt</s>"
        '<span style="font-size: 0.6em; vertical-align: super">a</span> je m<sup>2</sup>'
        '<span style="vertical-align: baseline">, <a href="https://tlnw.de/">TLNW</a>'
        '<sup><a href="https://www.ikpe-erfurt.de/">1</a></sup></span></p>'
        "<ul><li>H<sub>a</sub>: <b>fett</b></li></ul>",
    )
    text = publish(admin, open_page, "Hochgestellt").locator(".rich-text")
    assert text.locator("p").inner_html() == (
        "Die 3<sup>te</sup> Welle, x<sub>max</sub> und Code, alt<sup>a</sup> je m²,"
        ' <a href="https://tlnw.de/">TLNW</a><a href="https://www.ikpe-erfurt.de/"><sup>1</sup></a>'
    )
    assert text.locator("li").inner_html() == "H<sub>a</sub>: <b>fett</b>"


def test_what_is_pasted_into_the_middle_of_a_text_stays_within_it(admin):
    admin.write(0, "Vorher. Nachher.")
    for _letter in "Nachher.":
        admin.page.keyboard.press("ArrowLeft")
    editor = admin.page.locator("[data-contentpath=body] [role=textbox]")
    admin.page.evaluate(PASTE, [editor.element_handle(), "<h2>Eins</h2><table><tr><td>a</td><td>b</td></tr></table>"])

    expect(editor).to_have_count(1)
    text = editor.inner_text()
    assert text.index("Vorher.") < text.index("Eins") < text.index("a | b") < text.index("Nachher.")


def test_what_is_copied_within_the_editor_is_left_alone(admin):
    admin.write(0, "Ein Satz.")
    admin.page.keyboard.press("ControlOrMeta+A")
    admin.page.keyboard.press("ControlOrMeta+C")
    admin.page.keyboard.press("End")
    admin.page.keyboard.press("ControlOrMeta+V")
    expect(admin.page.locator("[data-contentpath=body] [role=textbox]")).to_have_text("Ein Satz.Ein Satz.")
