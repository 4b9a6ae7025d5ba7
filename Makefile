# The two that matter: `make run` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := .venv/bin
PORT ?= 8765
export PYTHONUNBUFFERED := 1
export MUSIC
# without compiled files every start of the many processes compiles everything again
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run run-services demo test check check-python check-web web format document bench lock model clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: web ## set up and start; MUSIC=/path/to/music (else a demo library), PORT=8765
ifdef MUSIC
	@$(BIN)/musicsim serve --port $(PORT) --library "$$MUSIC"
else
	@$(BIN)/musicsim demo build/demo
	@$(BIN)/musicsim serve --port $(PORT) --library build/demo --data build/demo-data
endif

run-services: web ## the same on PostgreSQL, Milvus and S3, started here, with two workers; MUSIC, PORT
	@scripts/setup dev
	@scripts/milvus-server
	@$(BIN)/python scripts/run_services.py --port $(PORT) $(if $(MUSIC),--music "$$MUSIC")

web: ## build the web client, if its sources changed
	@scripts/setup run
	@$(BIN)/python scripts/web_client.py build || echo "Without it there is no page to open, but the API works."

demo: ## compose the demo library into build/demo
	@scripts/setup run
	@$(BIN)/musicsim demo build/demo

test: ## set up, check and test everything this machine can
	@scripts/setup dev
	@scripts/milvus-server
	@# Chromium without what nobody sees, where Debian has it: the browser tests take a fifth less
	@scripts/debian-packages chromium-headless-shell 2>/dev/null || scripts/debian-packages chromium || \
		echo "Without Chromium the browser tests are skipped."
	@$(BIN)/musicsim demo build/demo >/dev/null & composing=$$!; \
	$(MAKE) --no-print-directory check || { kill $$composing; exit 1; }; wait $$composing
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

check: ## format, lint, types, architecture; the same and budgets of the web client
	@scripts/setup dev
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target check-python check-web

check-python:
	@$(BIN)/ruff format --check --quiet src tests benchmarks scripts
	@$(BIN)/ruff check --quiet src tests benchmarks scripts
	@$(BIN)/mypy
	@$(BIN)/mypy benchmarks
	@$(BIN)/lint-imports --no-cache

check-web:
	@scripts/check-web

format: ## format the code and mend what can be mended
	@scripts/setup dev
	@$(BIN)/ruff check --fix --quiet src tests benchmarks scripts
	@$(BIN)/ruff format --quiet src tests benchmarks scripts
	@$(BIN)/python scripts/openapi.py web/openapi.json
	@$(BIN)/python scripts/web_client.py npm run --silent schema
	@$(BIN)/python scripts/web_client.py npm run --silent format

document: ## write the table of settings in docs/configuration.md anew
	@scripts/setup dev
	@$(BIN)/python scripts/document_settings.py

bench: ## print the figures that the README quotes
	@scripts/setup bench
	@$(BIN)/python -m benchmarks.quality
	@$(BIN)/python -m benchmarks.analysis
	@$(BIN)/python -m benchmarks.search
	@$(BIN)/python -m benchmarks.ranges
	@$(BIN)/python -m benchmarks.stores
	@$(BIN)/python -m benchmarks.map
	@$(BIN)/python -m benchmarks.workers
	@$(BIN)/python -m benchmarks.covers
	@$(BIN)/python -m benchmarks.clips build/demo
	@scripts/debian-packages nginx-light || echo "Without nginx, streaming is measured against Python's own server of files."
	@$(BIN)/python -m benchmarks.http
	@$(BIN)/python -m benchmarks.discovery
	@scripts/debian-packages chromium
	@$(BIN)/python -m benchmarks.map_drawing
	@$(BIN)/python -m benchmarks.scrolling
	@$(BIN)/python -m benchmarks.web

lock: ## resolve the dependencies anew
	@scripts/setup dev
	@scripts/lock --upgrade

model: ## rebuild the embedder from its published checkpoint
	@scripts/setup dev
	@$(BIN)/python scripts/build_model.py

clean: ## remove what was made here
	rm -rf .venv build dist web/dist web/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
