"""The view of the admin with which a person who leaves hands over."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ikpe_site.editing.page_changes import UnpublishableError, obstacle_to_change

from .admin_forms import DecisionsForm, LeavingForm
from .handover import HandOver, OutdatedError
from .models import PersonPage


class HandOverView(WagtailAdminTemplateMixin, TemplateView):
    """Asks for last day and successor, then for each thing the person answers for, and hands it over.

    Both questions can be linked to: the first one is answered in the address.
    """

    template_name = "people/admin/handover.html"
    header_icon = "resubmit"

    def dispatch(self, request, *args, **kwargs):
        self.person = get_object_or_404(PersonPage, pk=kwargs["pk"])
        if not self.person.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Hand-over")

    def get_page_subtitle(self):
        return self.person.title

    def get_breadcrumbs_items(self):
        parent = self.person.get_parent()
        return [
            {"url": reverse("wagtailadmin_explore", args=[parent.pk]), "label": parent.title},
            {"url": reverse("wagtailadmin_pages:edit", args=[self.person.pk]), "label": self.person.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request, *args, **kwargs):
        answered = not request.GET.keys().isdisjoint(LeavingForm.base_fields) and "change" not in request.GET
        leaving = LeavingForm(
            request.GET if answered else None,
            person=self.person,
            initial={
                "last_day": request.GET.get("last_day") or self.person.left_on,
                "successor": request.GET.get("successor") or self.person.successor_id,
            },
        )
        if leaving.is_valid():
            return self.show(leaving, DecisionsForm(hand_over=self.hand_over(leaving)))
        return self.show(leaving)

    def post(self, request, *args, **kwargs):
        leaving = LeavingForm(request.POST, person=self.person)
        if not leaving.is_valid():
            return self.show(leaving)
        hand_over, fingerprint = self.hand_over(leaving), request.POST.get("fingerprint", "")
        form = DecisionsForm(request.POST, hand_over=hand_over)
        try:
            if hand_over.fingerprint != fingerprint:
                raise OutdatedError
            if self.obstacle or not form.is_valid():
                messages.error(request, _("Nothing was handed over yet. Please check the marked entries."))
                return self.show(leaving, form)
            done = hand_over.execute(form.decisions, fingerprint)
        except OutdatedError:
            text = _(
                "Nothing was handed over: somebody has changed the person or one of the pages in the meantime. "
                "Below is what holds now, with your choices. Please check it and hand over again."
            )
            messages.warning(request, text)
            return self.show(leaving, DecisionsForm(hand_over=self.hand_over(leaving), kept=request.POST))
        except UnpublishableError as error:
            text = _("Nothing was handed over: the page „%(page)s“ cannot be published as it is. %(reasons)s")
            edit = messages.button(reverse("wagtailadmin_pages:edit", args=[error.page.pk]), _("Edit the page"))
            messages.error(request, text % {"page": error.page.title, "reasons": " ".join(error.reasons)}, [edit])
            return self.show(leaving, form)
        self.confirm(hand_over, done)
        return redirect("wagtailadmin_explore", self.person.get_parent().pk)

    def hand_over(self, leaving: LeavingForm) -> HandOver:
        # Read again: what was read at the start of the request may have changed since.
        person = PersonPage.objects.get(pk=self.person.pk)
        data = leaving.cleaned_data
        return HandOver(person, data["last_day"], data["successor"], self.request.user)

    @property
    def obstacle(self) -> str:
        return obstacle_to_change(self.person, self.request.user)

    def show(self, leaving: LeavingForm, decisions: DecisionsForm | None = None):
        is_past = decisions is not None and decisions.hand_over.last_day < timezone.localdate()
        return self.render_to_response(
            self.get_context_data(
                person=self.person,
                obstacle=self.obstacle,
                leaving=leaving,
                decisions=decisions,
                is_past=is_past,
                media=leaving.media,
            )
        )

    def confirm(self, hand_over: HandOver, done: list[str]):
        steps = format_html_join("", "<li>{}</li>", ((step,) for step in done))
        messages.success(self.request, format_html("{}<ul>{}</ul>", hand_over.summary, steps))
