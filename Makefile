# make run     install what is missing, build, open Jarvis (the demo when nothing is configured)
# make test    the same set-up, then every check and test, without a question; the stories on the release build
# make counterparts installs the terminals and servers that stories are told with, for those who change Jarvis
# make stories the stories alone, TIMES times over; LOAD=1 with every core busy, NICE=1 under nice -n 19
# make bench   measure the release build, btop and htop beside it, and write Docs/Performance.md
# make fuzz    look for TIME seconds for bytes that break the terminal
# make sanitize  the terminal's tests under AddressSanitizer
# make docs    write the man page, Docs/Reference.md and the README's table from the program's own lists
# make install one stripped binary, themes, man page, completions and unit files under PREFIX
# make deb     the same as a Debian package, at the top of the project

PREFIX ?= /usr/local
DESTDIR ?=
ARGS ?=
TIME ?= 600
TIMES ?= 20

DEBIAN_PACKAGES := libncurses-dev libsqlite3-dev libcurl4-openssl-dev libssl-dev libssh2-1-dev
# The terminals, servers and programs that some stories are told with; where one is missing, its story is skipped and says so.
COUNTERPARTS := tmux screen neovim xterm xvfb kitty openssh-server openssh-client vim less htop strace fish zsh \
	librsvg2-bin python3-venv
# The official SDK of MCP, a client that stories are told with.
MCP_SDK := mcp==2.3.0
ROOT_BY := $(if $(filter 0,$(shell id -u)),,sudo)

IMPORT_CHECK := --explicit-target-dependency-import-check error
DEBUG_BUILD := swift build $(PLAIN) --build-tests $(IMPORT_CHECK)
RELEASE_BUILD := swift build $(PLAIN) -c release --product jarvis --static-swift-stdlib --disable-local-rpath \
	--scratch-path .build-release $(IMPORT_CHECK)
# What users run is what the whole-program stories are told on.
UNDER_TEST := JARVIS_UNDER_TEST=$(CURDIR)/.build-release/release/jarvis

BACKTRACE = $(dir $(shell readlink -f "$$(command -v swift)"))../libexec/swift/linux/swift-backtrace-static

AT = $(DESTDIR)$(PREFIX)
COMPLETIONS := share/bash-completion/completions/jarvis share/zsh/site-functions/_jarvis \
	share/fish/vendor_completions.d/jarvis.fish
SHARED := lib/systemd/system lib/systemd share/bash-completion/completions share/bash-completion \
	share/zsh/site-functions share/zsh share/fish/vendor_completions.d share/fish
UNITS := $(notdir $(wildcard Packaging/*.service))

ROOMS := $(patsubst Tests/%,%,$(wildcard Tests/*Tests)) ScreensTests

# One look on a terminal and in a file: colours in its messages would have everything compiled anew.
PLAIN := --no-color-diagnostics

# Installs those of these Debian packages that are missing.
define installed
	missing=""; \
	for package in $(1); do \
	    dpkg -s $$package 2>/dev/null | grep -q '^Status: install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "installing:$$missing"; \
	    $(ROOT_BY) apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $(ROOT_BY) apt-get install -y -qq --no-install-recommends $$missing; \
	fi
endef

.PHONY: run build test stories bench fuzz sanitize docs lint setup counterparts install uninstall deb clean

run: build
	@exec .build-release/release/jarvis $(ARGS)

build: setup
	$(RELEASE_BUILD)
	@# What writes crash reports, also where no toolchain is on the PATH.
	@install -D -m 0755 $(BACKTRACE) .build-release/release/../libexec/jarvis/swift-backtrace || true

test: setup lint build
	$(DEBUG_BUILD)
	@$(UNDER_TEST) Tests/run $(ROOMS)

stories: build
	$(DEBUG_BUILD)
	@$(UNDER_TEST) Tests/run --times $(TIMES) $(if $(LOAD),--loaded) $(if $(NICE),--nice) ScreensTests

bench: build
	$(subst --product jarvis,--product JarvisBench,$(RELEASE_BUILD))
	@.build-release/release/JarvisBench .build-release/release/jarvis Docs/Performance.md $(PARTS)

fuzz: setup
	JARVIS_FUZZ=1 swift build -c release --product TerminalFuzz --scratch-path .build-fuzz \
	    -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing
	@mkdir -p .build-fuzz/corpus .build-fuzz/findings
	@# The crash handler would hold a found crash up. What is new goes to the first folder.
	SWIFT_BACKTRACE=enable=no .build-fuzz/release/TerminalFuzz -max_total_time=$(TIME) -max_len=1024 -timeout=10 \
	    -artifact_prefix=.build-fuzz/findings/ .build-fuzz/corpus Tests/Fuzz/Corpus

# ThreadSanitizer does not know Mutex of the library Synchronization and takes all it guards for races.
sanitize: setup
	swift test --sanitize=address --scratch-path .build-address --filter '^TerminalTests\.'

docs: setup
	swift build $(PLAIN) --product jarvis $(IMPORT_CHECK)
	@.build/debug/jarvis documents .

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

setup:
	@command -v swift >/dev/null || { \
	    echo "Jarvis needs a Swift 6.2 toolchain or newer: https://www.swift.org/install/linux/"; exit 1; }
	@$(call installed,$(DEBIAN_PACKAGES))

counterparts:
	@$(call installed,$(COUNTERPARTS))
	@[ -x .build-mcp/bin/python ] || \
	    { python3 -m venv .build-mcp && .build-mcp/bin/pip install --quiet --disable-pip-version-check '$(MCP_SDK)'; } || \
	    { rm -rf .build-mcp; echo "note: $(MCP_SDK) could not be installed; its story is skipped"; }

install: build
	install -D -m 0755 -s .build-release/release/jarvis $(AT)/bin/jarvis
	@# What writes crash reports; without it a crash still gives the terminal back.
	install -D -m 0755 -s $(BACKTRACE) $(AT)/libexec/jarvis/swift-backtrace || true
	install -d $(AT)/share/jarvis/Themes
	install -m 0644 Themes/*.yaml $(AT)/share/jarvis/Themes/
	install -D -m 0644 Packaging/jarvis.1 $(AT)/share/man/man1/jarvis.1
	install -d $(addprefix $(AT)/,$(dir $(COMPLETIONS)))
	for file in $(COMPLETIONS); do \
	    case $$file in share/zsh/*) shell=zsh;; share/fish/*) shell=fish;; *) shell=bash;; esac; \
	    .build-release/release/jarvis --generate-completion-script $$shell > $(AT)/$$file && \
	    chmod 0644 $(AT)/$$file || exit 1; \
	done
	install -d $(AT)/lib/systemd/system
	for unit in $(UNITS); do \
	    sed 's|/usr/local/|$(PREFIX)/|' Packaging/$$unit > $(AT)/lib/systemd/system/$$unit && \
	    chmod 0644 $(AT)/lib/systemd/system/$$unit || exit 1; \
	done

uninstall:
	rm -f $(AT)/bin/jarvis $(AT)/share/man/man1/jarvis.1
	rm -rf $(AT)/share/jarvis $(AT)/libexec/jarvis
	rm -f $(addprefix $(AT)/,$(COMPLETIONS)) $(addprefix $(AT)/lib/systemd/system/,$(UNITS))
	@# Folders only shells and systemd look into go when nothing else is in them.
	@for folder in $(SHARED); do \
	    [ ! -d $(AT)/$$folder ] || rmdir --ignore-fail-on-non-empty $(AT)/$$folder; \
	done

deb: build
	@$(call installed,dpkg-dev)
	rm -rf .build-release/deb jarvis_*.deb
	$(MAKE) --no-print-directory install DESTDIR=$(CURDIR)/.build-release/deb/jarvis PREFIX=/usr
	Packaging/build-deb .build-release/deb/jarvis

clean:
	rm -rf .build .build-release .build-fuzz .build-address .build-mcp
