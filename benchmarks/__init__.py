"""Benchmarks. A package of its own, since a peer of reading.py brings one of the same name, which would come first."""
