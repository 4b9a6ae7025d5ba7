"""The composition root: settings become an application. The only package that names adapters."""

from musicsim.bootstrap.application import Application, assemble
from musicsim.bootstrap.opening import demo_library, open_application, open_upload, open_vector_index
from musicsim.bootstrap.outside import Internet
from musicsim.bootstrap.people import People
from musicsim.bootstrap.ports import Ports

__all__ = [
    "Application",
    "Internet",
    "People",
    "Ports",
    "assemble",
    "demo_library",
    "open_application",
    "open_upload",
    "open_vector_index",
]
