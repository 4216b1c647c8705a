"""The full-text index, which each database derives by itself from the column `terms`.

SQLite rebuilds a table to change it, and forgets its triggers: a migration that alters SearchEntry has to make them anew.
"""

from django.db import migrations

STATEMENTS = {
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        # No positions, no weights: the index only finds, the rank is computed from the short columns.
        "ALTER TABLE home_searchentry ADD COLUMN vector tsvector"
        " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(terms), ' '))) STORED",
        "CREATE INDEX home_searchentry_vector ON home_searchentry USING gin (vector)",
        "CREATE INDEX home_searchword_trigrams ON home_searchword USING gin (folded gin_trgm_ops)",
        # The few pages that nobody may see are left out of each search; among many, they are not to be looked for.
        "CREATE INDEX home_hidden_pages ON wagtailcore_page (id) WHERE NOT live OR expire_at IS NOT NULL",
        # The menu, on every page, asks for those right below the home page.
        "CREATE INDEX home_top_pages ON wagtailcore_page (path varchar_pattern_ops) WHERE depth = 3",
        # Counting and ranking read short rows: the long columns are kept apart, those for the rank within the row.
        "ALTER TABLE home_searchentry SET (toast_tuple_target = 512),"
        " ALTER COLUMN title SET STORAGE MAIN,"
        " ALTER COLUMN title_terms SET STORAGE MAIN,"
        " ALTER COLUMN key_terms SET STORAGE MAIN",
    ],
    "sqlite": [
        "CREATE VIRTUAL TABLE home_searchindex USING fts5(terms, content='home_searchentry', content_rowid='id',"
        " detail='none', tokenize=\"unicode61 tokenchars '=^'\")",
        "CREATE TRIGGER home_searchentry_added AFTER INSERT ON home_searchentry BEGIN"
        " INSERT INTO home_searchindex(rowid, terms) VALUES (new.id, new.terms); END",
        "CREATE TRIGGER home_searchentry_deleted AFTER DELETE ON home_searchentry BEGIN"
        " INSERT INTO home_searchindex(home_searchindex, rowid, terms) VALUES ('delete', old.id, old.terms); END",
        "CREATE TRIGGER home_searchentry_changed AFTER UPDATE OF terms ON home_searchentry BEGIN"
        " INSERT INTO home_searchindex(home_searchindex, rowid, terms) VALUES ('delete', old.id, old.terms);"
        " INSERT INTO home_searchindex(rowid, terms) VALUES (new.id, new.terms); END",
    ],
}
REVERSED = {
    "postgresql": [
        "ALTER TABLE home_searchentry DROP COLUMN vector",
        "DROP INDEX home_searchword_trigrams",
        "DROP INDEX home_hidden_pages",
        "DROP INDEX home_top_pages",
    ],
    "sqlite": [
        "DROP TRIGGER home_searchentry_added",
        "DROP TRIGGER home_searchentry_deleted",
        "DROP TRIGGER home_searchentry_changed",
        "DROP TABLE home_searchindex",
    ],
}


def run(statements):
    def execute(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("search", "0002_initial")]

    operations = [migrations.RunPython(run(STATEMENTS), run(REVERSED))]
