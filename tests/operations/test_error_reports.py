"""What an error report says, and what it keeps to itself."""

import json

from ikpe_site.operations.error_reports import clean


def test_a_report_says_what_broke_and_not_for_whom():
    event = {
        "user": {"ip_address": "192.0.2.17", "username": "erika"},
        "request": {
            "method": "POST",
            "url": "https://www.example.org/kontakt/nachricht/?name=Erika",
            "query_string": "name=Erika",
            "data": {"message": "vertraulich"},
            "cookies": {"sessionid": "geheim"},
            "headers": {"X-Forwarded-For": "192.0.2.17"},
            "env": {"REMOTE_ADDR": "192.0.2.17"},
        },
        "exception": {"values": [{"type": "IntegrityError", "value": "(email)=(erika@example.org) already exists"}]},
    }
    report = clean(event, {})
    assert report["request"] == {"method": "POST", "url": "https://www.example.org/kontakt/nachricht/"}
    assert report["exception"]["values"][0]["type"] == "IntegrityError"
    for secret in ("erika", "Erika", "192.0.2", "vertraulich", "geheim"):
        assert secret not in json.dumps(report)
