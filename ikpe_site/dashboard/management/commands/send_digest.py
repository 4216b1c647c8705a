from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from ...digest import digests, send


class Command(BaseCommand):
    help = "Mails those responsible, once a week, what is due with their pages. Sends nothing twice in a week."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print the mails and send nothing")

    def handle(self, dry_run, **options):
        with override("de"):
            due = digests()
            if dry_run:
                for digest in due:
                    mail = digest.message()
                    self.stdout.write(f"An: {digest.address}\nBetreff: {mail.subject}\n\n{mail.body}\n")
                self.stdout.write(f"{len(due)} E-Mails, nichts gesendet")
                return
            sent, failed = send(due)
        self.stdout.write(f"{sent} E-Mails gesendet")
        if failed:
            raise CommandError(f"{failed} E-Mails konnten nicht gesendet werden, siehe Protokoll.")
