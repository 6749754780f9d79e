"""The Dagster code location: `defs`, assembled from the settings of this process."""

from pipelines.defs.assembly import assemble
from pipelines.settings import load_settings

defs = assemble(load_settings())
