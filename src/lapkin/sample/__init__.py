"""The sample site: a real SOP, published annual figures, an illustrative year. See README.md."""
