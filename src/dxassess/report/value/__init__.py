"""The Report and what it is made of: blocks, charts, words; who may read which of them."""
