"""The catalogue in a relational database: SQLite for one machine, PostgreSQL for many hosts."""
