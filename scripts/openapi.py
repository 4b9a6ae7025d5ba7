"""Write the API's OpenAPI document to the file that the arguments name: the web client's types are made from it."""

import sys
from pathlib import Path

from litestar.serialization import encode_json

from musicsim.entrypoints.http.app import operations

if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(encode_json(operations().openapi_schema.to_schema()))
