"""Outputs and inputs: one file a format, each naming its specification."""
