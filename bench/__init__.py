"""Benchmarks: what is measured here is never tested by a clock in the tests."""
