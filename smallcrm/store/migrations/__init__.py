"""Numbered steps from one schema to the next: frozen SQL that never looks at the models.

The step to schema M.N stands in `vMMNN.sql`; `migrate.py` runs those a database has not seen.
"""
