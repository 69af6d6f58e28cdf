"""Processes on the command line."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from secretariat.frame.cli import acting, as_json, show
from secretariat.participation.queries import door
