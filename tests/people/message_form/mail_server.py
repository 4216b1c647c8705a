"""A mail server of its own for a test: what arrives there was sent by SMTP."""

from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class MailServer(Controller):
    """Keeps what arrives, in `inbox`, and refuses mails to the addresses in `refused`.

    It holds lines to the 998 characters of RFC 5321, as aiosmtpd does unasked.
    """

    def __init__(self):
        super().__init__(handler=self, hostname="127.0.0.1", port=0, ready_timeout=60)
        self.inbox, self.refused = [], set()

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]  # port 0 above: whichever is free
        super()._trigger_server()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.inbox.append(Mail(envelope))
        return "250 Message accepted for delivery"


class Mail:
    """A mail as another program reads it."""

    def __init__(self, envelope):
        self.recipients, self.raw = envelope.rcpt_tos, envelope.original_content
        self.message = message_from_bytes(self.raw, policy=policy.default)

    def __getitem__(self, header) -> str:
        return str(self.message[header])

    @property
    def headers(self) -> set[str]:
        return {name.lower() for name in self.message.keys()}  # noqa: SIM118 a message is no dict

    @property
    def text(self) -> str:
        """With the line breaks of Python."""
        return self.message.get_content().replace("\r\n", "\n")
