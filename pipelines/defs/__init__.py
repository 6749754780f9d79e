"""Dagster objects, one file a stage: thin glue. Only this package imports dagster."""
