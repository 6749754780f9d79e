"""Scores the coder on the annotated data beside the project: `python -m pipelines.training.score`.

The data and the scorer are not part of the project; what is absent is skipped, and said so.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipelines.annotated_json import to_json
from pipelines.coding.coder import make_coder
from pipelines.sources.days import parse_published

TASKS = {
    "attribution": "attribution_dev.jsonl",
    "speakers": "speakers_dev.jsonl",
    "meetings": "meetings_dev.jsonl",
    "times": "times_train.jsonl",
    "codes": "codes_dev.jsonl",
}
