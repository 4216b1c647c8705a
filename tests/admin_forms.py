"""Filling in the forms of the admin as an editor would.

What a form shows is asked of its view and not of its HTML: rendering and parsing it would take two thirds of the time.
"""

from contextlib import contextmanager
from itertools import chain
from unittest.mock import patch

from django.forms import CheckboxInput
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse
from wagtail.blocks.base import BlockWidget
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield


@contextmanager
def unrendered():
    """Within, answers have the context of their template (`context_data`) and no content."""

    def leave_out(response):
        response.content = b""
        return response

    with patch.object(SimpleTemplateResponse, "render", leave_out):
        yield


def read_form(client: Client, url: str) -> dict:
    """What the form of a page would send if nobody touched it, but for its streams (`stream_data`)."""
    with unrendered():
        response = client.get(url)
    assert response.status_code == 200, f"{response.status_code} for {url}"
    return fields_of(response)


def fields_of(response) -> dict:
    form = response.context_data["form"]
    # Comments are added by a script, and only then sent.
    formsets = [formset for name, formset in form.formsets.items() if name != "comments"]
    rows = chain.from_iterable([formset.management_form, *formset.forms] for formset in formsets)
    fields = [field for part in (form, *rows) for field in part if not isinstance(field.field.widget, BlockWidget)]
    return {field.html_name: value for field in fields if (value := value_of(field)) is not None}


def value_of(field) -> str | list | None:
    """What a browser sends of a field; None for nothing."""
    widget, value = field.field.widget, field.value()
    if isinstance(widget, CheckboxInput):
        return "on" if value else None
    value = widget.format_value(value)
    return "" if value is None else value


def stream_data(model, **streams):
    """The fields of all StreamFields of `model`, empty but for those in `streams`: lists of (block, value)."""
    data = {}
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data |= nested_form_data({field.name: streamfield(streams.get(field.name, []))})
    return data


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(model, parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def submit(client: Client, url: str, model, changes: dict, streams: dict | None = None, publish: bool = True):
    """Open the form at `url`, make the `changes`, press the button; return the answer, without its HTML."""
    data = read_form(client, url) | stream_data(model, **(streams or {})) | changes
    if publish:
        data["action-publish"] = "action-publish"
    with unrendered():
        return client.post(url, data)


def edit(client, page, changes=None, streams=None, publish=True):
    return submit(client, edit_url(page), type(page), changes or {}, streams, publish)


def add(client, model, parent, changes, streams=None, publish=True):
    return submit(client, add_url(model, parent), model, changes, streams, publish)


def errors_of(response) -> dict:
    """The errors of a page form that came back, with those of its inline forms under `relation-0.field`."""
    assert response.status_code == 200, f"accepted: {response.status_code} {response.get('Location', '')}"
    form = response.context_data["form"]
    errors = {name: list(messages) for name, messages in form.errors.items()}
    for relation, formset in form.formsets.items():
        for number, row in enumerate(formset.forms):
            errors |= {f"{relation}-{number}.{name}": list(messages) for name, messages in row.errors.items()}
    return errors


def assert_published(response):
    assert response.status_code == 302, errors_of(response)


def inline_row(relation: str, number: int = 0, **fields) -> dict:
    """The fields of one row of an InlinePanel without rows, and the management form that counts it."""
    row = {
        f"{relation}-TOTAL_FORMS": str(number + 1),
        f"{relation}-{number}-id": "",
        f"{relation}-{number}-ORDER": "1",
    }
    return row | {f"{relation}-{number}-{name}": value for name, value in fields.items()}
