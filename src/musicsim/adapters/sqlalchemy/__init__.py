"""The catalogue in a relational database: SQLite today, with tables and queries that PostgreSQL shares."""
