"""The operator's report, read out of log lines."""
