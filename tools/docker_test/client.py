"""A browser that speaks to the proxy."""

import html
import http.client
import re
import secrets
import ssl
import time
from urllib.parse import urlencode

from .expectation import expect

HTTP_PORT, HTTPS_PORT = 8240, 8241


class Answer:
    def __init__(self, response, body: bytes):
        self.status, self.headers, self.body = response.status, response.headers, body

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def readable(self) -> str:
        """The text without what a reader does not see in it."""
        return html.unescape(self.text).replace("\u00ad", "")

    @property
    def is_hit(self) -> bool:
        return self.headers.get("X-Cache") == "hit"


class Client:
    """Speaks to the proxy as https://localhost, whatever the port is; keeps its cookies and one connection."""

    context = ssl.create_default_context()
    # The proxy has signed its certificate itself.
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def __init__(self, timeout: float = 200):
        self.connection = http.client.HTTPSConnection("localhost", HTTPS_PORT, timeout=timeout, context=self.context)
        self.cookies: dict[str, str] = {}
        self.used = time.monotonic()

    def request(self, method: str, path: str, body=None, headers=None) -> Answer:
        headers = {"Host": "localhost", "Referer": "https://localhost/"} | (headers or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if time.monotonic() - self.used > 60:  # by now the proxy may have closed it; a browser opens another
            self.connection.close()
        self.connection.request(method, path, body=body, headers=headers)
        self.used = time.monotonic()
        response = self.connection.getresponse()
        answer = Answer(response, response.read())
        for line in response.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def get(self, path: str, **headers) -> Answer:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, fields: dict) -> Answer:
        fields = fields | {"csrfmiddlewaretoken": self.csrf_token()}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urlencode(fields), headers)

    def upload(self, path: str, fields: dict, name: str, file_name: str, content: bytes) -> Answer:
        boundary = secrets.token_hex(16)
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in (fields | {"csrfmiddlewaretoken": self.csrf_token()}).items()
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        parts += [head.encode(), b"Content-Type: image/png\r\n\r\n", content, f"\r\n--{boundary}--\r\n".encode()]
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "X-Requested-With": "XMLHttpRequest",
        }
        return self.request("POST", path, b"".join(parts), headers)

    def csrf_token(self) -> str:
        return next((value for name, value in self.cookies.items() if name.endswith("csrftoken")), "")

    def log_in(self, name: str, password: str) -> None:
        page = self.get("/admin/")
        while page.status in (301, 302):
            address = page.headers["Location"].removeprefix("https://localhost")
            page = self.get(address)
        field = next(name for name in ("username", "login") if f'name="{name}"' in page.text)
        next_page = re.search(r'name="next"[^>]*value="([^"]*)"', page.text)
        fields = {field: name, "password": password, "next": next_page.group(1) if next_page else "/admin/"}
        answer = self.post(address, fields)
        expect(answer.status == 302, f"login answered {answer.status}")
        expect(self.get("/admin/").status == 200, "the admin does not open after the login")
