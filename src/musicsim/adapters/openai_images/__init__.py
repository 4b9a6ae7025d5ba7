"""Pictures from words by any server that speaks `/v1/images/generations`."""
