.DEFAULT_GOAL := help
.PHONY: help run test test-postgresql lint text format messages guide look demo check browser mutants docker-test lock audit sbom clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AUDIT := .venv-audit
ADDRESS ?= 127.0.0.1:8000

# Commands of this file are for development: production sets its own environment (docs/betrieb.md).
export DEBUG ?= true
# Without the bytecode of the last run each process of the tests would compile them all again, and prepare their asserts.
export PYTHONDONTWRITEBYTECODE :=

help: ## list all targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: requirements.txt constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

NODE_TOOLS := node_modules/.package-lock.json

$(NODE_TOOLS): package.json package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

run: $(VENV)/run.stamp ## serve the site on http://127.0.0.1:8000/ (first run: with demo content)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo --if-empty
	@echo "Website:     http://$(ADDRESS)/"
	@echo "Redaktion:   http://$(ADDRESS)/admin/"
	@test ! -f var/demo-login.txt || echo "Anmeldung:   $$(cat var/demo-login.txt)  (Benutzername / Passwort, nur zum Ausprobieren)"
	@$(BIN)/python manage.py runserver $(ADDRESS)

test: $(VENV)/dev.stamp ## run all tests but those of scale, with other services and in a browser, on SQLite
	$(BIN)/python -m pytest -n auto -m "not scale and not services"

test-postgresql: $(VENV)/dev.stamp ## run on PostgreSQL what depends on the database, is about scale or needs services (as root on Debian)
	.ci/with_postgresql $(BIN)/python -m pytest -n auto -m "database or scale or services" --create-db

browser: $(VENV)/dev.stamp $(NODE_TOOLS) ## run the browser tests (needs Chromium, Java and Node)
	BROWSER_TESTS=1 $(BIN)/python -m pytest -n 2 tests/browser

$(VENV)/mutants.stamp: requirements-mutants.txt $(VENV)/dev.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-mutants.txt
	@touch $@

mutants: $(VENV)/mutants.stamp ## change code and see whether its tests notice, see docs/mutants.md (MODULE=… MINUTES=20)
	$(BIN)/python -m tools.mutants $(MODULE) --minutes $(or $(MINUTES),20)

lint: $(VENV)/dev.stamp $(NODE_TOOLS) ## check style, types, templates, order of apps, migrations and the German catalogue (needs Node)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files '*.html' | xargs $(BIN)/djhtml --check --tabwidth 2
	! git ls-files templates | LC_ALL=C.UTF-8 xargs grep -nE '.{161}'
	node_modules/.bin/biome check --error-on-warnings
	$(BIN)/lint-imports
	$(BIN)/mypy > var/mypy.txt || test $$? -eq 1
	$(BIN)/mypy-baseline filter < var/mypy.txt
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python tools/check_messages.py

text: $(VENV)/dev.stamp ## check the spelling of demo content, catalogue and manuals (needs hunspell with de_DE)
	$(BIN)/python tools/check_spelling.py

format: $(VENV)/dev.stamp $(NODE_TOOLS) ## bring code, templates, style sheets and scripts into form (needs Node)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files '*.html' | xargs $(BIN)/djhtml --tabwidth 2
	node_modules/.bin/biome check --write

messages: $(VENV)/dev.stamp ## collect translatable strings and compile the German catalogue (needs gettext)
	$(BIN)/python manage.py makemessages --locale de --no-wrap --no-location --ignore .venv --ignore .venv-audit --ignore var --ignore tests --ignore node_modules
	$(BIN)/python manage.py compilemessages --locale de --ignore .venv --ignore .venv-audit --ignore node_modules

guide: $(VENV)/dev.stamp ## take the pictures of the manual for editors anew, from the demo site (needs Chromium)
	$(BIN)/python -m tools.guide_screenshots

look: $(VENV)/dev.stamp ## take pictures of all types of pages: var/look/, five widths, light, dark and on paper (needs Chromium; MORE="--generated --only News")
	$(BIN)/python -m tools.look $(MORE)

demo: $(VENV)/run.stamp ## throw the content away and load the demo content anew (asks first)
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_demo --reset

docker-test: ## bring the whole of compose.yaml up, use it, break it and fix it (ten minutes; needs Docker)
	$(PYTHON) -m tools.docker_test

$(AUDIT)/stamp: requirements-audit.txt
	@test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/pip install --quiet --disable-pip-version-check -r requirements-audit.txt
	@touch $@

lock: $(AUDIT)/stamp ## write requirements.lock anew after a change of requirements.txt or constraints.txt: what the image installs, with checksums
	$(AUDIT)/bin/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate --custom-compile-command "make lock" requirements.txt --output-file requirements.lock

audit: $(AUDIT)/stamp ## look for known vulnerabilities of the packages (OSV_COPY=all.zip: without a network)
ifdef OSV_COPY
	$(AUDIT)/bin/python tools/audit_offline.py $(OSV_COPY) constraints.txt
else
	$(AUDIT)/bin/pip-audit --strict --no-deps --disable-pip -r constraints.txt
endif

sbom: $(VENV)/run.stamp $(AUDIT)/stamp ## list the packages the site runs on in var/sbom.json (CycloneDX)
	@rm -rf var/sbom && $(PYTHON) -m venv --without-pip var/sbom
	$(BIN)/pip --python var/sbom install --quiet --disable-pip-version-check -r requirements.txt
	$(AUDIT)/bin/cyclonedx-py environment var/sbom --pyproject pyproject.toml --output-format JSON --output-file var/sbom.json
	@rm -rf var/sbom

check: ## everything a change must pass (.ci/run)
	.ci/run

clean: ## remove the environment and everything under var/
	rm -rf $(VENV) $(AUDIT)
	find var -mindepth 1 ! -name .gitignore -delete
