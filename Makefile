# make run    install what is missing, build, assess the main scenario on real data
# make test   install what is missing, build, run every test, execute the notebooks, check the reference
# make lint   format and walls
# make randomness  statistical tests of the random numbers
# make notebooks  execute the analysts' notebooks on a fresh run
# make bench  times against what an analyst would use instead
# make reference  Documentation/reference from the program; check-reference says whether it is behind
# make fuzz SECONDS=600  every reader and the numeric core on bytes that nobody has looked at
# make sanitize  the tests under address and thread sanitizer
# make docs   pages of the library rooms for developers, in .build/docs
# make mutants  whether the tests notice small faults in the numeric rooms: one build, then seconds for each
# make dist   Debian package and tarball in dist, with the Swift runtime inside
# make test-dist  installs the package in a clean Debian 12 and uses it there; needs root
# make clean  removes what was built, and the runs in runs/ with it
# make install PREFIX=/usr/local  program, manual pages, shell completions; DESTDIR is put in front
SWIFT ?= swift
BUILD = $(SWIFT) build -c release
SCENARIO ?= Scenarios/haiduong-2030/scenario.json
PROGRAM ?= .build/release/forecast
PREFIX ?= /usr/local
DESTDIR ?=
SECONDS ?= 60
TARGETS ?=

# Debian packages: command or file that shows one is there, and its name.
PACKAGES = libopenblas-dev liblapacke-dev libnlopt-dev libxlsxwriter-dev libminizip-dev zlib1g-dev libexpat1-dev libssl-dev \
  libsqlite3-dev libpq-dev pkg-config python3

.PHONY: run test lint notebooks bench fuzz sanitize randomness reference check-reference docs install venv server deps build \
  mutants dist test-dist clean

run: build
	.build/release/forecast run $(SCENARIO)

test: deps venv server
	@Scripts/pack-files
	$(SWIFT) build -c release --build-tests
	$(SWIFT) test -c release --skip-build
	Scripts/run-notebooks
	Scripts/make-reference --check --program $(PROGRAM)

build: deps
	@Scripts/pack-files
	$(BUILD) --product forecast

lint: deps
	$(SWIFT) format lint --strict --parallel -r Sources Tests
	Scripts/check-rooms
	Scripts/make-numbers --check
	Scripts/check-mutants --list --check

deps:
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq \
	    && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

notebooks: build venv
	Scripts/run-notebooks

# What makes Python environments is a package of its own.
venv:
	@python3 -c 'import ensurepip' 2>/dev/null || $(MAKE) deps PACKAGES="$(PACKAGES) python3-venv"

# The tests start a PostgreSQL of their own on the loopback.
server:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || $(MAKE) deps PACKAGES="$(PACKAGES) postgresql"

bench: build venv
	$(BUILD) --product engine-benchmark
	python3 Benchmarks/run.py

# Tests of the random numbers: our own on 400 million normals, then dieharder on the raw words (an hour).
randomness: deps
	@command -v dieharder >/dev/null || $(MAKE) deps PACKAGES="$(PACKAGES) dieharder"
	$(BUILD) --product engine-benchmark
	.build/release/engine-benchmark battery 400000000
	.build/release/engine-benchmark bits 100000000000 | dieharder -a -g 200 -k 2 -Y 1

# Targets one after the other, SECONDS each; TARGETS="panel start" takes some of them only.
fuzz: deps
	SWIFT=$(SWIFT) Scripts/fuzz $(SECONDS) $(TARGETS)

sanitize: deps
	SWIFT=$(SWIFT) Scripts/sanitize address
	SWIFT=$(SWIFT) Scripts/sanitize thread

reference: build
	Scripts/make-reference --program $(PROGRAM)

check-reference: build
	Scripts/make-reference --check --program $(PROGRAM)

docs: build
	SWIFT=$(SWIFT) Scripts/make-docs

mutants: deps
	SWIFT=$(SWIFT) Scripts/check-mutants

# DEBFULLNAME and DEBEMAIL say who made the package; by default git's user.name and user.email.
dist: deps
	@$(MAKE) deps PACKAGES="dpkg-dev binutils git"
	SWIFT=$(SWIFT) Scripts/make-package dist

test-dist: build
	@$(MAKE) deps PACKAGES=debootstrap
	Scripts/test-package --program $(PROGRAM)

install: build
	rm -rf .build/manual
	Scripts/make-manual --program $(PROGRAM) .build/manual
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -d $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -d $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	strip --strip-all --remove-section=.comment --remove-section=.eh_frame -o .build/forecast-to-install $(PROGRAM)
	install -m 755 .build/forecast-to-install $(DESTDIR)$(PREFIX)/bin/forecast
	install -m 644 .build/manual/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 .build/manual/forecast.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/forecast
	install -m 644 .build/manual/_forecast $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_forecast
	install -m 644 .build/manual/forecast.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/forecast.fish

clean:
	rm -rf .build dist runs Benchmarks/.venv notebooks-data/.venv
	find Sources -name packed -exec rm -r {} +
