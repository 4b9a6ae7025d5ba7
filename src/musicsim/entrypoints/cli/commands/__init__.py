"""One command a file. Heavy imports happen inside a command, so that help and version stay quick."""
