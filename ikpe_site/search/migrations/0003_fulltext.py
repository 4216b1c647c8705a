"""The full-text index, which each database derives by itself from the column `terms`.

SQLite rebuilds a table to change it, and forgets its triggers: a migration that alters SearchEntry has to make them anew.
"""

from django.db import migrations

STATEMENTS = {
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        # No positions, no weights: the index only finds, the rank is computed from the short columns.
        "ALTER TABLE search_searchentry ADD COLUMN vector tsvector"
        " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(terms), ' '))) STORED",
        "CREATE INDEX search_searchentry_vector ON search_searchentry USING gin (vector)",
        "CREATE INDEX search_searchword_trigrams ON search_searchword USING gin (folded gin_trgm_ops)",
        # The few pages that nobody may see are left out of each search; among many, they are not to be looked for.
        "CREATE INDEX search_hidden_pages ON wagtailcore_page (id) WHERE NOT live OR expire_at IS NOT NULL",
        # The menu, on every page, asks for those right below the home page.
        "CREATE INDEX search_top_pages ON wagtailcore_page (path varchar_pattern_ops) WHERE depth = 3",
        # Counting and ranking read short rows: the long columns are kept apart, those for the rank within the row.
        "ALTER TABLE search_searchentry SET (toast_tuple_target = 512),"
        " ALTER COLUMN title SET STORAGE MAIN,"
        " ALTER COLUMN title_terms SET STORAGE MAIN,"
        " ALTER COLUMN key_terms SET STORAGE MAIN",
    ],
    "sqlite": [
        "CREATE VIRTUAL TABLE search_searchindex USING fts5(terms, content='search_searchentry', content_rowid='id',"
        " detail='none', tokenize=\"unicode61 tokenchars '=^'\")",
        "CREATE TRIGGER search_searchentry_added AFTER INSERT ON search_searchentry BEGIN"
        " INSERT INTO search_searchindex(rowid, terms) VALUES (new.id, new.terms); END",
        "CREATE TRIGGER search_searchentry_deleted AFTER DELETE ON search_searchentry BEGIN"
        " INSERT INTO search_searchindex(search_searchindex, rowid, terms) VALUES ('delete', old.id, old.terms); END",
        "CREATE TRIGGER search_searchentry_changed AFTER UPDATE OF terms ON search_searchentry BEGIN"
        " INSERT INTO search_searchindex(search_searchindex, rowid, terms) VALUES ('delete', old.id, old.terms);"
        " INSERT INTO search_searchindex(rowid, terms) VALUES (new.id, new.terms); END",
    ],
}
REVERSED = {
    "postgresql": [
        "ALTER TABLE search_searchentry DROP COLUMN vector",
        "DROP INDEX search_searchword_trigrams",
        "DROP INDEX search_hidden_pages",
        "DROP INDEX search_top_pages",
    ],
    "sqlite": [
        "DROP TRIGGER search_searchentry_added",
        "DROP TRIGGER search_searchentry_deleted",
        "DROP TRIGGER search_searchentry_changed",
        "DROP TABLE search_searchindex",
    ],
}


def run(statements):
    def execute(apps, schema_editor) -> None:
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("search", "0002_initial")]

    operations = [migrations.RunPython(run(STATEMENTS), run(REVERSED))]
