from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Takes the second factor off an account; whoever signs in next with its password sets up a new one."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Es gibt keinen Zugang „{username}“.")
        removed, _models = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise CommandError(f"Der Zugang „{username}“ hat keinen zweiten Faktor.")
        self.stdout.write(self.style.SUCCESS(f"Der zweite Faktor von „{username}“ ist gelöscht."))
