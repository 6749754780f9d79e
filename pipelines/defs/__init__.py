"""The Dagster objects, one file a stage. Assembly only; the work is in the libraries beside."""
