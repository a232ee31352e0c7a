"""How fast a turn is, in ratios against two skills built with Amazon's SDK alone, measured in the same run."""
