"""Backups: the content of the database in a form that every database reads, and the media, in one archive.

`rows` reads and writes the database, `archive` the file, `places` where it lies and under which key, `retention` says
which ones stay, `drill` proves that one can be restored. The commands `backup` and `restore` put them together.
"""
