"""What a visitor's first look at a page causes."""

from urllib.parse import urlsplit

SCROLL_TO_END = "() => scrollTo(0, document.documentElement.scrollHeight)"
REPORT_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event => console.error(
    `VIOLATION ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
))"""


class Visit:
    """A first look at a page, down to its end, scripts allowed. `page` stays open until the end of the `with`."""

    def __init__(self, browser, url):
        self.browser, self.url = browser, url

    def __enter__(self):
        requests, answers, messages = [], [], []
        self.context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.on("request", lambda request: requests.append(request))
        self.context.on("response", lambda answer: answers.append(answer))
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.page = page = self.context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.goto(self.url)
        page.evaluate(SCROLL_TO_END)  # pictures further down load only then
        page.wait_for_load_state("networkidle")
        # Copies: what is done with the page from now on is no part of the visit.
        self.requests, self.answers, self.messages = requests[:], answers[:], messages[:]
        self.hosts = {urlsplit(request.url).netloc for request in self.requests} - {""}  # data: has none
        self.cookies = self.context.cookies()
        self.stored = page.evaluate("() => localStorage.length + sessionStorage.length")
        self.has_gallery = page.locator(".gallery").count() > 0
        self.scripts = page.locator("script:not([type='application/ld+json'])").count()
        self.handlers = page.locator("[onclick], [onload], [onerror], [onsubmit], [href^='javascript:']").count()
        self.sizes = {
            request.url: request.sizes()["responseBodySize"]
            for request in self.requests
            if request.resource_type in ("stylesheet", "font", "script")
        }
        return self

    def __exit__(self, *error):
        self.context.close()

    @property
    def violations(self) -> list[str]:
        """What the browser reported against the page's content security policy."""
        return [message for message in self.messages if "VIOLATION" in message]
