"""Files to import, and what the import makes of them."""

import json

from publications.imports import PublicationPlan

BIBTEX = r"""
@string{archiv = "Archiv für Wissenschaft"}
@article{a, author = {Fischer, J{\"o}rg and Geene, Raimund and {Stadt {\&} Land e.V.}},
  title = {{Arm \& reich & 50% mehr}}, journal = archiv,
  year = 2019, month = nov, number = {4}, pages = {26--35}, doi = {https://doi.org/10.1000/ABC}}
@book{b, editor = {von der Heide, Ute}, title = {Handbuch}, year = {2018}, isbn = {316148410X}, publisher = {Verlag}}
"""
RIS = "TY  - JOUR\r\nAU  - Fischer, Jörg\r\nTI  - Planung\r\nPY  - 2019///\r\nSP  - 1\r\nEP  - 9\r\nER  - \r\n"


def plan_of(text: str):
    return PublicationPlan.read(text.encode())


def csl_of(*items) -> str:
    return json.dumps([{"type": "book", **item} for item in items])
