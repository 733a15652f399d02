# Two commands are all a new machine needs: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check format bench lock clean

run: .venv/run.stamp
	@$(BIN)/sothon demo

test: .venv/dev.stamp
	@$(BIN)/pytest -rs -n auto --dist loadgroup $(ARGS)

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev.stamp
	$(BIN)/python -m bench $(ARGS)

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên, ví dụ: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Thiếu venv: trên Debian, Ubuntu xin chạy apt-get install python3-venv"; exit 1; }

# The project itself goes in without looking for anything: all it needs is in the hash-locked file.
.venv/run.stamp: requirements.txt pyproject.toml | $(BIN)/pip
	@echo "Đang cài các thư viện (chỉ lần đầu, vài phút) …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/dev.stamp: requirements-dev.txt pyproject.toml | $(BIN)/pip
	@echo "Đang cài các thư viện để kiểm thử (chỉ lần đầu, vài phút) …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@ .venv/run.stamp

# Needs uv. No index address is written into the files.
lock:
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --extra install pyproject.toml -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --extra install --extra dev --extra bench pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv
