"""The job queue of many hosts: procrastinate's tables in PostgreSQL."""
