from urllib.parse import urljoin

from wagtail.models import Site


def absolute_url(request, path: str) -> str:
    """The full address of `path` on the site, by its canonical host: the same whatever host the request names."""
    site = Site.find_for_request(request)
    return urljoin(f"{site.root_url}/" if site else request.build_absolute_uri("/"), path)
