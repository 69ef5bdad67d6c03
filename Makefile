# make run     install what is missing, build, open Jarvis (the demo when nothing is configured)
# make test    the same set-up, then every check and test, without a question
# make bench   measure the release build, btop and htop beside it, and write Docs/Performance.md
# make install one stripped binary, themes, man page and unit files under PREFIX

PREFIX ?= /usr/local
DESTDIR ?=
ARGS ?=

DEBIAN_PACKAGES := libncurses-dev libsqlite3-dev libcurl4-openssl-dev libssl-dev libssh2-1-dev
ROOT_BY := $(if $(filter 0,$(shell id -u)),,sudo)

IMPORT_CHECK := --explicit-target-dependency-import-check error
DEBUG_BUILD := swift build --build-tests $(IMPORT_CHECK)
RELEASE_BUILD := swift build -c release --product jarvis --static-swift-stdlib \
	--scratch-path .build-release $(IMPORT_CHECK)

BACKTRACE = $(dir $(shell readlink -f "$$(command -v swift)"))../libexec/swift/linux/swift-backtrace-static

ROOMS := $(patsubst Tests/%,%,$(wildcard Tests/*Tests)) ScreensTests

.PHONY: run build test bench lint setup install uninstall clean

run: build
	@exec .build-release/release/jarvis $(ARGS)

build: setup
	$(RELEASE_BUILD)

test: setup lint
	$(DEBUG_BUILD)
	@Tests/run $(ROOMS)

bench: build
	$(subst --product jarvis,--product JarvisBench,$(RELEASE_BUILD))
	@.build-release/release/JarvisBench .build-release/release/jarvis Docs/Performance.md $(PARTS)

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

setup:
	@command -v swift >/dev/null || { \
	    echo "Jarvis needs a Swift 6.2 toolchain or newer: https://www.swift.org/install/linux/"; exit 1; }
	@missing=""; \
	for package in $(DEBIAN_PACKAGES); do \
	    dpkg -s $$package 2>/dev/null | grep -q '^Status: install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "installing:$$missing"; \
	    $(ROOT_BY) apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $(ROOT_BY) apt-get install -y -qq --no-install-recommends $$missing; \
	fi

install: build
	install -D -m 0755 -s .build-release/release/jarvis $(DESTDIR)$(PREFIX)/bin/jarvis
	@# What writes crash reports; without it a crash still gives the terminal back.
	install -D -m 0755 $(BACKTRACE) $(DESTDIR)$(PREFIX)/libexec/swift/linux/swift-backtrace || true
	install -d $(DESTDIR)$(PREFIX)/share/jarvis/Themes
	install -m 0644 Themes/*.yaml $(DESTDIR)$(PREFIX)/share/jarvis/Themes/
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	install -m 0644 Packaging/*.service $(DESTDIR)$(PREFIX)/lib/systemd/system/

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/jarvis
	rm -rf $(DESTDIR)$(PREFIX)/share/jarvis
	rm -f $(DESTDIR)$(PREFIX)/lib/systemd/system/jarvis-*.service

clean:
	rm -rf .build .build-release
