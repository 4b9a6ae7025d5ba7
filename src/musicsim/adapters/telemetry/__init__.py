"""Measurements for operators, through OpenTelemetry."""
