# One image for all three parts of the site: web (the default), worker and scheduler (see compose.yaml).

FROM python:3.13-slim AS build
ENV PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.lock ./
# Packages only as the lock knows them, by checksum (make lock). An environment without pip: the image that runs installs
# nothing. A third of what the packages bring never runs here: other languages, the descriptions of 400 services beside
# S3, tests, what makes the drawing of fonts fast.
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv/bin/python install --no-cache-dir --no-compile --require-hashes -r requirements.lock \
    && find /venv -type d -name LC_MESSAGES ! -path '*/locale/de/*' ! -path '*/locale/en/*' -exec rm -r {} + \
    && find /venv/lib/python3*/site-packages/botocore/data -mindepth 1 -maxdepth 1 -type d ! -name s3 -exec rm -r {} + \
    && find /venv/lib -type d -name tests -prune -exec rm -r {} + \
    && find /venv/lib/python3*/site-packages/pyphen/dictionaries -name '*.dic' -delete \
    && find /venv/lib/python3*/site-packages/fontTools -name '*.so' -delete
COPY . .
# The settings ask for a key and a name; these exist for this one command and are not part of the image. What is
# collected is no longer needed where it came from, but for the one file by which Wagtail checks its installation.
# Nothing can be written later, so what a start imports is compiled here; all of it would be twice as much.
RUN export SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" ALLOWED_HOSTS=127.0.0.1 \
    STATIC_ROOT=/app/var/static PYTHONDONTWRITEBYTECODE= \
    && /venv/bin/python manage.py check \
    && /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && find /venv -path '*/site-packages/*/static/*' -type f ! -name core.css -delete \
    && /venv/bin/python -m compileall -q /app

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin ikpe \
    && install -d -o ikpe -g ikpe /srv/media
COPY --from=build /venv /venv
COPY --from=build /app /app
# manage.py is found without its folder: docker compose exec web manage.py …
ENV PATH=/venv/bin:/app:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MEDIA_ROOT=/srv/media \
    STATIC_ROOT=/app/var/static
WORKDIR /app
USER ikpe
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "ikpe_site.wsgi"]
