"""One folder a product, driver, format or protocol that we call."""
