"""Filling in the forms of the admin as an editor would."""

from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield


def read_form(client: Client, url: str, form_id: str = "page-edit-form"):
    response = client.get(url)
    assert response.status_code == 200, f"{response.status_code} for {url}"
    return querydict_from_html(response.content.decode(), form_id=form_id)


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
    """Open the form at `url`, make the `changes`, press the button; return the answer."""
    data = read_form(client, url)
    data.update(stream_data(model, **(streams or {})))
    for name, value in changes.items():
        if isinstance(value, (list, tuple)):
            data.setlist(name, value)
        else:
            data[name] = value
    if publish:
        data["action-publish"] = "action-publish"
    return client.post(url, data)


def edit(client, page, changes=None, streams=None, publish=True):
    return submit(client, edit_url(page), type(page), changes or {}, streams, publish)


def add(client, model, parent, changes, streams=None, publish=True):
    return submit(client, add_url(model, parent), model, changes, streams, publish)


def errors_of(response) -> dict:
    """The errors of a page form that came back, with those of its inline forms under `relation-0.field`."""
    assert response.status_code == 200, f"accepted: {response.status_code} {response.get('Location', '')}"
    form = response.context["form"]
    errors = {name: list(messages) for name, messages in form.errors.items()}
    for relation, formset in form.formsets.items():
        for number, row in enumerate(formset.forms):
            errors |= {f"{relation}-{number}.{name}": list(messages) for name, messages in row.errors.items()}
    return errors


def assert_published(response):
    form = response.context["form"] if response.context and "form" in response.context else None
    assert response.status_code == 302, form and (form.errors, [f.errors for f in form.formsets.values()])


def inline_row(relation: str, number: int = 0, **fields) -> dict:
    """The fields of one row of an InlinePanel without rows, and the management form that counts it."""
    row = {
        f"{relation}-TOTAL_FORMS": str(number + 1),
        f"{relation}-{number}-id": "",
        f"{relation}-{number}-ORDER": "1",
    }
    return row | {f"{relation}-{number}-{name}": value for name, value in fields.items()}
