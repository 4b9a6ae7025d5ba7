"""What is wrong with files."""


class Damaged(Exception):  # noqa: N818
    """Files that this adapter wrote are not what it wrote; never leaves the adapter."""
