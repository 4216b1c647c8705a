.DEFAULT_GOAL := help
.PHONY: help run test test-postgresql lint text format messages guide look demo check browser mutants docker-test lock audit sbom clean
