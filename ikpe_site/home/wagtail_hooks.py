from .addresses import hooks  # noqa: F401 registers what the addresses add to the admin
