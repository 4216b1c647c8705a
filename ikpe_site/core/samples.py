"""What previews of blocks show in the admin."""

TEXT = (
    "<p>Planung beginnt mit der Frage, was die Menschen vor Ort brauchen. Deshalb verbinden wir "
    "<b>Zahlen und Gespräche</b>:</p><ul><li>Indikatoren zeigen, wo Bedarf entsteht.</li>"
    "<li>Gespräche zeigen, warum.</li></ul>"
)

QUOTATION = {
    "text": "Den Gemeinden muß das Recht gewährleistet sein, alle Angelegenheiten der örtlichen Gemeinschaft "
    "im Rahmen der Gesetze in eigener Verantwortung zu regeln.",
    "source": "Grundgesetz, Artikel 28 Absatz 2",
}

ACCORDION = [
    {
        "heading": "Unser Vorgehen",
        "text": "<p>Lebenslagen hängen zusammen. Wir prüfen, was die Indikatoren miteinander verbindet.</p>",
    },
    {"heading": "Bedarfsanalyse", "text": "<p>Bedarfe sind oft verdeckt. Wir machen sie sichtbar.</p>"},
    {"heading": "Was analysieren wir?", "text": "<p>Unterschiede zwischen und in Kommunen.</p>"},
]

NAMES = [
    {"name": "Bertelsmann Stiftung", "detail": "Auftraggeberin"},
    {"name": "Landkreis Göttingen", "detail": "Auftraggeber"},
    {"name": "Stadt Dessau-Roßlau", "detail": "Auftraggeberin"},
]

LOGO = {"name": "Fachhochschule Erfurt"}

TABLE = {
    "caption": "Drei Bereiche der Begleitung",
    "table": {
        "columns": [{"type": "text", "heading": "Bereich"}, {"type": "text", "heading": "Ziel"}],
        "rows": [
            {"values": ["Bedarfs- und Angebotsanalyse", "Wissen, was gebraucht wird und was es gibt"]},
            {"values": ["Beratung", "Strategien entwickeln, die vor Ort tragen"]},
            {"values": ["Qualifizierung", "Planung als gemeinsame Aufgabe verstehen"]},
        ],
        "caption": "IKPE",
    },
}

CALL_TO_ACTION = {
    "heading": "Haben Sie eine Frage?",
    "text": "Wir nennen Ihnen die Ansprechperson für Ihr Anliegen.",
    "link": {"url": "https://www.fh-erfurt.de/", "label": "Ansprechperson finden"},
}

SECTION = {
    "heading": "Unser Vorgehen",
    "content": [("text", "<p>Wir verbinden Daten mit dem Wissen der Menschen vor Ort.</p>")],
}

# While there are no documents yet: what components/download.html needs of them.
DOCUMENTS = [
    {"title": f"Vortrag {name}", "url": "#", "file_extension": "pdf", "file_size": size}
    for name, size in {"Sozialstrukturatlas": 2_400_000, "AGATHE": 860_000}.items()
]
