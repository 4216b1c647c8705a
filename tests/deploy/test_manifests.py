"""The descriptions of the deployment: valid by the schemas of their makers, and all of the same site."""

import subprocess
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
KUBERNETES = ROOT / "deploy/kubernetes"
MANIFESTS = sorted(KUBERNETES.glob("*.yaml"))
UNITS = sorted((ROOT / "deploy/systemd").glob("ikpe-*"))


def documents(file: Path) -> list[dict]:
    return list(yaml.safe_load_all(file.read_text()))


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]


@pytest.fixture(scope="module")
def deployments() -> dict:
    """The first container of each deployment, by its name."""
    entries = [entry for file in MANIFESTS for entry in documents(file) if entry["kind"] == "Deployment"]
    return {entry["metadata"]["name"]: entry for entry in entries}


def container(deployment: dict) -> dict:
    return deployment["spec"]["template"]["spec"]["containers"][0]


@pytest.mark.parametrize("file", MANIFESTS, ids=lambda file: file.name)
def test_manifests_are_valid(file):
    for document in documents(file):
        if document["kind"] != "Kustomization":  # a file for the tool, which no cluster gets
            kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


def test_a_mistake_in_a_manifest_is_found():
    document = documents(KUBERNETES / "web.yaml")[0]
    document["spec"]["replica"] = 2
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


def test_the_kustomization_names_all_manifests_but_the_secret():
    (kustomization,) = documents(KUBERNETES / "kustomization.yaml")
    others = {file.name for file in MANIFESTS} - {"kustomization.yaml", "secret.example.yaml"}
    assert set(kustomization["resources"]) == others
    generated = [
        name for entry in kustomization["configMapGenerator"] for name in entry.get("envs", entry.get("files"))
    ]
    assert all((KUBERNETES / name).exists() for name in generated)


@pytest.mark.parametrize("name", ["web", "worker", "scheduler", "cache", "redis"])
def test_a_cluster_runs_what_compose_runs(compose, deployments, name):
    service, deployed = compose[name], container(deployments[name])
    assert deployed.get("command") == service.get("command")
    assert deployed["resources"]["limits"]["memory"] == service["mem_limit"].replace("m", "Mi")
    assert service["image"].removeprefix("${IKPE_IMAGE:-").rstrip("}") == deployed["image"]
    assert service["read_only"] is deployed["securityContext"]["readOnlyRootFilesystem"] is True
    assert service["cap_drop"] == deployed["securityContext"]["capabilities"]["drop"] == ["ALL"]


def test_a_cluster_gets_the_settings_of_compose(compose):
    here = set(compose["web"]["environment"])
    given = dict(line.split("=", 1) for line in (KUBERNETES / "settings.env").read_text().splitlines())
    secret = documents(KUBERNETES / "secret.example.yaml")[0]["stringData"]
    in_the_image = {"MEDIA_ROOT", "STATIC_ROOT"}
    assert {name.removesuffix("_FILE") for name in here} - in_the_image <= set(given) | set(secret)


def test_only_the_proxy_is_published_and_all_else_is_internal(compose):
    assert [name for name, service in compose.items() if "ports" in service] == ["proxy"]
    networks = yaml.safe_load((ROOT / "compose.yaml").read_text())["networks"]
    assert networks["inside"] == {"internal": True}
    assert all("public" not in service.get("networks", []) for name, service in compose.items() if name != "proxy")


def test_every_container_runs_without_rights_of_the_system_and_writes_only_where_it_must(compose):
    for service in compose.values():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["read_only"] is True
        assert service["restart"]
    assert {name for name, service in compose.items() if service.get("user") == "0:0"} == {"cache", "secrets"}


def test_each_container_sees_only_its_own_secrets(compose):
    seen = {
        name: {volume.split(":")[0] for volume in service.get("volumes", []) if "secret" in volume.split(":")[0]}
        for name, service in compose.items()
    }
    assert seen["db"] == {"database-secret"}
    assert seen["web"] == seen["worker"] == seen["scheduler"] == seen["migrate"] == {"secrets"}
    assert not seen["proxy"] | seen["cache"] | seen["redis"]


@pytest.mark.parametrize("before", [None, "geheim"])
def test_the_secrets_are_made_once(before, tmp_path):
    """Also where the password of the database lies beside the others, as it did before."""
    for folder in ("secrets", "database-secret"):
        (tmp_path / folder).mkdir()
    if before:
        (tmp_path / "secrets/database_password").write_text(before)
        (tmp_path / "secrets/database_url").write_text(f"postgres://ikpe:{before}@db:5432/ikpe")
    script = (ROOT / "deploy/make-secrets.sh").read_text()
    script = script.replace("/srv/", f"{tmp_path}/").replace("chown", ": chown")
    for _run in range(2):
        subprocess.run(["sh", "-c", script], check=True)
    made = {str(file.relative_to(tmp_path)): file.read_text() for file in tmp_path.rglob("*") if file.is_file()}
    assert set(made) == {"database-secret/database_password", "secrets/database_url", "secrets/secret_key"}
    password = made["database-secret/database_password"]
    assert made["secrets/database_url"] == f"postgres://ikpe:{password}@db:5432/ikpe"
    assert password == before or len(password) == 64
    assert (tmp_path / "secrets/secret_key").stat().st_mode & 0o777 == 0o400


def test_every_setting_of_compose_is_explained(compose):
    example = (ROOT / ".env.example").read_text()
    unexplained = {
        name.removesuffix("_FILE")
        for name in compose["web"]["environment"]
        if f"{name.removesuffix('_FILE')}=" not in example
    }
    assert not unexplained


@pytest.mark.services
@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_units_are_valid(unit, tmp_path):
    for file in UNITS:
        # What a unit starts must exist for the check.
        text = file.read_text().replace("/srv/ikpe/app/.venv/bin/gunicorn", "/bin/true")
        (tmp_path / file.name).write_text(text.replace("/srv/ikpe/app/.venv/bin/python", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    about_it = [line for line in done.stderr.splitlines() if "ikpe-" in line]
    assert (done.returncode, about_it) == (0, []), done.stderr
