# A thin front for tasks.py, which does the work (and is what to call on Windows).
# The first Python that is new enough and can make environments is used; PYTHON=... overrides.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if "$$p" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo "$$p"; exit; fi; done; echo python3)
PORT ?= 8000

.PHONY: run test lint tidy messages bench clean

run:
	@$(PYTHON) tasks.py run --port $(PORT)

test lint tidy messages bench clean:
	@$(PYTHON) tasks.py $@ $(ARGS)
