# `make` alone lists the targets. Needs a JDK 17 or newer, Maven and curl; runs on GNU make 3.81 and newer.

PORT ?= 8080
DATA ?= .data
KIND ?= integration
MODE ?= test
N ?= 100000
JAVA_OPTIONS ?= -Xmx512m
CONTRACT ?= openapi
STATE ?= off
ERRORS ?= off
TARGET ?=
SAVE ?= no

JAVA := $(if $(JAVA_HOME),"$(JAVA_HOME)/bin/java",java)
JAR := $(if $(JAVA_HOME),"$(JAVA_HOME)/bin/jar",jar)
JAVAC := $(if $(JAVA_HOME),"$(JAVA_HOME)/bin/javac",javac)
MAVEN := mvn -B -ntp
# Builds are too short for the optimizing compiler to pay off: without it, they take half the CPU time.
export MAVEN_OPTS ?= -XX:TieredStopAtLevel=1 -XX:+UseSerialGC

# Keeps the tests away from the port and the data of a running server.
TEST_ENVIRONMENT := env -u PORT -u DATA

# What a build depends on: files and directories, because only the directory shows that a file was deleted. Listed once.
FILES := $(shell find pom.xml openapi src \( -name node_modules -o -path src/test/clients -o -path src/test/pact \) -prune -o -not -name '.*' -not -name '*~' -print 2>/dev/null)
FIND = $(filter $(1) $(addsuffix /%,$(1)),$(FILES))
# So that make run and make stub can start at the same time in two terminals.
ONE_AT_A_TIME = $(if $(shell command -v flock),flock target/.lock)
BUILDING := @echo "Building; this takes a while the first time"

# Maven resolves the libraries whenever the pom has changed.
LIBRARIES := target/libraries/generator
RUNTIME := $$(cat target/libraries/runtime)
PROVIDED := $$(cat target/libraries/provided)

# Maven packages the production jar and runs the tests. Everything else that starts from here is built by src/build, without
# the tests: it works while the contract is ahead of the code.
# As jars, which a running program keeps when a later build replaces them.
TOOLS := target/tools/tools.jar
TOOLS_CLASSPATH := $(TOOLS):$(RUNTIME):$(PROVIDED)
BUILD = $(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(TOOLS_CLASSPATH)" org.passwordresets.build.Build
RUN_CLASSPATH := target/run.classpath

# The classes of the tests, compiled by Maven.
TEST_CLASSPATH := target/test.classpath
TEST_COMPILED := target/test.compiled
# With a dot, because pact is also the name of a target.
PACT_FILES := $(wildcard pact/. pact/*.json)

# A jar, because class data archives work only with jars. The stub reads the contract itself, so a change of the contract needs
# no build.
STUB_JAR := target/stub/stub.jar
STUB_BUILT := target/stub/.built
STUB_LIBRARIES := target/libraries/stub
STUB_SOURCES := $(wildcard pact/*.json) $(call FIND,pom.xml src/main openapi/templates)
PORT_OF_STUB ?= 4010
# Not a setting of the stub, which would warn about it.
unexport STUB_PORT
STUB_PORT = $(if $(filter file,$(origin PORT)),$(PORT_OF_STUB),$(PORT))
# From the JDK's own file, and only once: starting Java several times to ask it took longer than the stub's own start.
JAVA_PLACE = $(if $(JAVA_HOME),"$(JAVA_HOME)","$$(dirname "$$(readlink -f "$$(command -v java)")")/..")
JAVA_ASKED = sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' $(JAVA_PLACE)/release 2>/dev/null | grep . \
  || $(JAVA) -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
JAVA_VERSION = $(eval JAVA_VERSION := $$(shell $$(JAVA_ASKED)))$(JAVA_VERSION)
# Class data that the first start records, so that later starts are faster.
STUB_CACHE = target/stub/$(JAVA_VERSION).cache
HAS_AOT_CACHE = $(if $(filter 17 18 19 20 21 22 23 24,$(JAVA_VERSION)),,yes)
STUB_CACHE_USED = $(if $(HAS_AOT_CACHE),-XX:AOTCache,-XX:SharedArchiveFile)=$(STUB_CACHE)
STUB_CACHE_MADE = $(if $(HAS_AOT_CACHE),-XX:AOTCacheOutput,-XX:ArchiveClassesAtExit)=$(STUB_CACHE)
STUB_OPTIONS = -Xms32m -Xmx128m -XX:+UseSerialGC -XX:-UsePerfData -Dio.netty.jfr.enabled=false -Dmicronaut.environments=stub
STUB_MAIN = -cp "$(STUB_JAR):$$(cat $(STUB_LIBRARIES))" org.passwordresets.Application

# Fastest first.
CHECKS := format-check lint lint-test diff compile test

# Otherwise make looks for a rule to make each source file, which took half a second of every start.
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.NOTPARALLEL:
.PHONY: help run dev stub proxy bench bench-stub token clean-data lint lint-test diff docs compile test prove check format format-check clean package jdk load list-times clients flow browser pact pact-update pact-publish can-i-deploy broker-named pact-report

help: ## List the targets
	@awk -F ':.*## ' '/^## / { printf "\n%s\n", substr($$0, 4) } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## Running

run: $(RUN_CLASSPATH) ## Start the server with its own database, keys and data (PORT=8080, DATA=.data)
	@PORT="$(PORT)" DATA="$(DATA)" exec $(JAVA) $(JAVA_OPTIONS) -cp "$$(cat $(RUN_CLASSPATH))" org.passwordresets.demo.Demo

$(LIBRARIES): pom.xml | jdk
	@mkdir -p $(@D)
	@$(ONE_AT_A_TIME) $(MAVEN) -q -Pquick-build dependency:build-classpath@runtime dependency:build-classpath@stub dependency:build-classpath@provided dependency:resolve-plugins@generator
	@sed -n 's/^.*:\(\/.*\.jar\)$$/\1/p' $@.list | awk '!seen[$$0]++' | paste -s -d: - > $@

# Written only if it has changed.
$(STUB_LIBRARIES): $(LIBRARIES)
	@:

# Of the server, only what reads the contract: it needs nothing that is generated from it.
$(TOOLS): $(LIBRARIES) $(call FIND,src/build src/demo src/main/java/org/passwordresets/contract src/main/java/org/passwordresets/Interrupt.java)
	@mkdir -p $(@D) && draft=$$(mktemp -d $(@D)/draft.XXXXXX) && \
	$(JAVAC) -XDignore.symbol.file -proc:none -implicit:class -nowarn -sourcepath src/build/java:src/demo/java:src/main/java -cp "$(RUNTIME):$(PROVIDED)" \
	  -d $$draft src/build/java/org/passwordresets/build/Build.java src/demo/java/org/passwordresets/demo/Dev.java && \
	$(JAR) cf $$draft.jar -C $$draft . && mv $$draft.jar $@ && rm -rf $$draft

# The timestamp is that of the start of the build, so that an edit during the build is not missed.
$(RUN_CLASSPATH): $(TOOLS) $(PACT_FILES) $(call FIND,pom.xml openapi src/main src/demo src/build)
	$(BUILDING)
	@touch $@.started && $(BUILD) server target/run
	@printf '%s' "target/run/server.jar:$(RUNTIME):$(PROVIDED)" > $@
	@touch -r $@.started $@

$(TEST_COMPILED): $(call FIND,pom.xml openapi src) | jdk
	$(BUILDING)
	@mkdir -p $(@D) && touch $@.started
	@$(MAVEN) -q test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=$(TEST_CLASSPATH).dependencies
	@touch -r $@.started $@

# Pacts are not sources: a changed pact is copied, and nothing is compiled.
$(TEST_CLASSPATH): $(TEST_COMPILED) $(PACT_FILES)
	@touch $@.started
	@rm -rf target/classes/contract/pacts && mkdir -p target/classes/contract/pacts
	@! ls pact/*.json >/dev/null 2>&1 || cp pact/*.json target/classes/contract/pacts
	@printf 'target/test-classes:target/classes:' | cat - $@.dependencies > $@
	@touch -r $@.started $@

# The heap holds a compiler and a code generator, which stay loaded.
dev: $(TOOLS) $(STUB_JAR) $(STUB_CACHE) ## Run the server, stub and docs, and update them on every save (PORT=8080, PORT_OF_STUB=4010)
	@PORT="$(PORT)" DATA="$(DATA)" STUB_CONTRACT=openapi STUB_STATE="$(STATE)" DOCS_STUB="http://127.0.0.1:$(PORT_OF_STUB)" \
	  exec $(JAVA) -Xmx768m -XX:+UseSerialGC -cp "$(TOOLS_CLASSPATH)" org.passwordresets.demo.Dev $(JAVA_OPTIONS) \
	  -- env -u DOCS_STUB MICRONAUT_SERVER_PORT="$(PORT_OF_STUB)" $(JAVA) $(STUB_CACHE_USED) $(STUB_OPTIONS) $(STUB_MAIN)

stub: $(STUB_JAR) $(STUB_CACHE) ## Respond with the contract's examples, without a database (PORT=4010, STATE=on, CONTRACT=any JSON:API document)
	@MICRONAUT_SERVER_PORT="$(STUB_PORT)" STUB_CONTRACT="$(CONTRACT)" STUB_STATE="$(STATE)" \
	  exec $(JAVA) $(STUB_CACHE_USED) $(STUB_OPTIONS) $(STUB_MAIN)

proxy: $(STUB_JAR) $(STUB_CACHE) ## Report where the server at TARGET violates the contract (PORT=4010, ERRORS=on)
	@[ -n "$(TARGET)" ] || { echo "TARGET is missing: make proxy TARGET=http://127.0.0.1:8080" >&2; exit 1; }
	@MICRONAUT_SERVER_PORT="$(STUB_PORT)" STUB_CONTRACT="$(CONTRACT)" STUB_TARGET="$(TARGET)" STUB_ERRORS="$(ERRORS)" \
	  exec $(JAVA) $(STUB_CACHE_USED) $(STUB_OPTIONS) $(STUB_MAIN)

$(STUB_BUILT): $(TOOLS) $(STUB_SOURCES)
	$(BUILDING)
	@mkdir -p $(@D) && touch $@.started && $(BUILD) stub target/stub
	@touch -r $@.started $@

# Written only if it has changed.
$(STUB_JAR): $(STUB_BUILT)
	@:

# A training run: one start, two requests, one orderly stop. Only with the quick compiler: profiles for the optimizing one
# would make the next start compile code that it does not need.
$(STUB_CACHE): $(STUB_JAR) $(STUB_LIBRARIES)
	@rm -f $@; MICRONAUT_SERVER_PORT=-1 STUB_CONTRACT=openapi \
	  $(JAVA) $(STUB_CACHE_MADE) $(STUB_OPTIONS) -XX:TieredStopAtLevel=1 -Drehearsal=true $(STUB_MAIN) >target/stub/rehearsal.log 2>&1 \
	  || rm -f $@; [ -f $@ ] || { echo "The stub starts slower: there is no class data archive, see target/stub/rehearsal.log"; touch $@; }

# The secret is passed to curl through standard input, not as an argument that `ps` shows.
token: ## Print an access token (KIND=integration|sales_channel, MODE=test|live, PORT=8080)
	@case "$(KIND).$(MODE)" in integration.test|integration.live|sales_channel.test|sales_channel.live) ;; \
	  *) echo "KIND must be integration or sales_channel, and MODE test or live, not $(KIND) and $(MODE)" >&2; exit 1;; esac; \
	clients="$(DATA)/clients.properties"; \
	[ -r "$$clients" ] || { echo "There is no $$clients. Start the server first: make run" >&2; exit 1; }; \
	id=$$(sed -n 's/^$(KIND)\.$(MODE)\.client_id=//p' "$$clients"); \
	secret=$$(sed -n 's/^$(KIND)\.$(MODE)\.client_secret=//p' "$$clients"); \
	response=$$(printf '{"grant_type":"client_credentials","client_id":"%s","client_secret":"%s"}' "$$id" "$$secret" \
	  | curl -s --max-time 30 -H 'Content-Type: application/json' --data-binary @- "http://127.0.0.1:$(PORT)/oauth/token") \
	  || { echo "No server responds on port $(PORT). Start it with make run, or set PORT" >&2; exit 1; }; \
	token=$$(printf '%s\n' "$$response" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'); \
	[ -n "$$token" ] || { echo "The server on port $(PORT) did not return a token: $$response" >&2; exit 1; }; \
	printf '%s\n' "$$token"

# A killed server leaves its database running, so stop the database first.
clean-data: ## Delete the data, keys and database of make run (DATA=.data)
	@[ -d "$(DATA)" ] || { echo "There is no $(DATA)"; exit 0; }; \
	[ -f "$(DATA)/.lock" ] || { echo "$(DATA) was not created by make run: not deleted" >&2; exit 1; }; \
	if ps -ww -p "$$(cat "$(DATA)/.lock")" -o args= 2>/dev/null | grep -qF org.passwordresets.demo.Demo; then \
	  echo "A server is using $(DATA). Stop it first" >&2; exit 1; fi; \
	data=$$(cd "$(DATA)" && pwd)/database; pid=$$(cat "$$data/mariadb.pid" 2>/dev/null); \
	if [ -n "$$pid" ] && ps -ww -p "$$pid" -o args= | grep -qF -- "--datadir=$$data/data"; then \
	  echo "Stopping the database that a killed server left behind"; kill "$$pid"; \
	  while kill -0 "$$pid" 2>/dev/null; do sleep 0.1; done; fi; \
	rm -rf "$(DATA)"; echo "Deleted $(DATA)"

## The contract

# The tools come from npm, in the versions of the lock file, and report no usage statistics.
CHECK_TOOLS := src/checks/node_modules
REDOCLY := REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true $(CHECK_TOOLS)/.bin/redocly
NODE_MISSING = ! command -v npm >/dev/null && echo "$@ skipped: no Node (npm) here"

# What lint needs of the contract's reader compiles on its own, even if the contract is broken.
LINT_COMPILED := target/lint/.compiled
LINT_SOURCE := src/checks/java/org/passwordresets/contract/ContractLint.java

lint: $(LINT_COMPILED) $(CHECK_TOOLS)/.package-lock.json ## Check the contract: features that are not supported, style and examples (openapi/.redocly.yaml)
	@$(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "target/lint:$(RUNTIME)" org.passwordresets.contract.ContractLint openapi
	@$(NODE_MISSING) || $(REDOCLY) lint openapi/openapi.yaml openapi/password_reset.arazzo.yaml --config openapi/.redocly.yaml

$(LINT_COMPILED): $(LIBRARIES) $(LINT_SOURCE) $(call FIND,src/main/java/org/passwordresets/contract)
	@rm -rf $(@D) && mkdir -p $(@D)
	@$(JAVAC) --release 17 -proc:none -implicit:class -nowarn -sourcepath src/checks/java:src/main/java -cp "$(RUNTIME):$(PROVIDED)" \
	  -d $(@D) $(LINT_SOURCE) && touch $@

lint-test: $(CHECK_TOOLS)/.package-lock.json ## Prove that each lint rule can fail
	@$(NODE_MISSING) || node src/checks/lint-test.mjs

# The docs and the diff run from the stub's classes, so they work while the server does not compile, and a change of the contract
# needs no build.
STUB_CLASSES := target/stub/classes:target/stub/resources:$(RUNTIME)
CHECKS_COMPILED := target/checks/.compiled
CHECK = $(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "target/checks:$(STUB_CLASSES)"

diff: $(CHECKS_COMPILED) ## Fail if info.version is too low for the changes of the contract (BASE=<git rev or file>)
	@$(CHECK) org.passwordresets.contract.ContractDiff "$(BASE)"

docs: $(STUB_BUILT) ## Write the docs to target/docs, to publish them anywhere
	@$(CHECK) org.passwordresets.docs.DocsGenerator openapi pact target/docs

$(CHECKS_COMPILED): $(STUB_BUILT) $(call FIND,src/checks/java)
	@rm -rf $(@D) && mkdir -p $(@D)
	@$(JAVAC) --release 17 -proc:none -implicit:class -nowarn -sourcepath src/checks/java -cp "$(STUB_CLASSES)" -d $(@D) \
	  src/checks/java/org/passwordresets/contract/ContractDiff.java src/checks/java/org/passwordresets/pact/UsageReport.java && touch $@

# Only if the lock file has changed.
%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@! command -v npm >/dev/null || { cd $* && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json; }

## Pacts

# The JavaScript consumers write their pacts to target/. The Java consumer and the verification are tests. Maven runs only if
# code or contract has changed.
PACT_CONSUMERS := src/test/pact
PACT_WRITTEN := target/javascript-pacts
PACT_UPDATE := false

pact: $(PACT_CONSUMERS)/node_modules/.package-lock.json $(TEST_CLASSPATH) ## Run the consumers, compare their pacts with those in pact/, and verify all pacts
	@rm -rf $(PACT_WRITTEN)
	@$(NODE_MISSING) || $(NODE_TOO_OLD) || PACT_DO_NOT_TRACK=true PACT_FOLDER="$(CURDIR)/$(PACT_WRITTEN)" \
	  node --test --test-reporter=dot --test-concurrency=1 $(wildcard $(PACT_CONSUMERS)/*.test.mjs)
	@$(TEST_ENVIRONMENT) $(JAVA) -Xmx768m -XX:TieredStopAtLevel=1 -Dpact_do_not_track=true -Djdk.httpclient.enableAllMethodRetry=true \
	  -Dpact.update=$(PACT_UPDATE) $$([ ! -d $(PACT_WRITTEN) ] || echo -Dpact.written=$(PACT_WRITTEN)) \
	  -cp "$$(cat $(TEST_CLASSPATH))" org.passwordresets.pact.PactRun

pact-update: ## Update pact/ with what the consumers expect now, and the table in pact/README.md
	@$(MAKE) --no-print-directory pact PACT_UPDATE=true

# The token stays in the environment, so no command line shows it. The shell inserts the branch, whose name may be anything.
PACT_CLI := $(PACT_CONSUMERS)/node_modules/.bin/pact
BROKER = [ -x $(PACT_CLI) ] || { echo "$@ needs npm, with Node 20 or newer" >&2; exit 1; }; \
	version="$${PACT_VERSION:-$$(git rev-parse HEAD)}" || exit 1; \
	PACT_DO_NOT_TRACK=true PACT_BROKER_HTTP_RETRIES="$${PACT_BROKER_HTTP_RETRIES:-3}" $(PACT_CLI) broker

pact-publish: broker-named $(PACT_CONSUMERS)/node_modules/.package-lock.json ## Publish the pacts in PACTS=pact to a broker (pact/README.md)
	@branch="$${PACT_BRANCH:-$$(git symbolic-ref --short --quiet HEAD)}"; \
	[ -n "$$branch" ] || { echo "Set PACT_BRANCH: this checkout is not on a branch" >&2; exit 1; }; \
	$(BROKER) publish "$${PACTS:-pact}"/*.json --consumer-app-version "$$version" --branch "$$branch"

can-i-deploy: broker-named $(PACT_CONSUMERS)/node_modules/.package-lock.json ## Ask the broker whether this commit can be deployed to TO=production
	@[ -n "$$TO" ] || { echo "TO is missing: make can-i-deploy TO=production" >&2; exit 1; }; \
	$(BROKER) can-i-deploy --pacticipant customer-password-resets --version "$$version" --to-environment "$$TO"

broker-named:
	@[ -n "$$PACT_BROKER_BASE_URL" ] || { echo "Set PACT_BROKER_BASE_URL=https://… (pact/README.md)" >&2; exit 1; }

pact-report: $(CHECKS_COMPILED) docs ## Show which parts of the contract the consumers use, and which nobody uses
	@$(CHECK) org.passwordresets.pact.UsageReport openapi pact target/docs/usage.html

## Building and checking

compile: jdk ## Compile everything, including tests and demo
	@$(MAVEN) -q test-compile

test: jdk ## Run the tests (for another database, set DATASOURCES_DEFAULT_URL, _USERNAME and _PASSWORD)
	@$(TEST_ENVIRONMENT) $(MAVEN) test

# make test includes them where there is a Chromium.
browser: jdk ## Run only the tests that need a browser: the docs, the stub's page, a storefront's identity page
	@command -v chromium >/dev/null || { echo "$@ skipped: no Chromium here"; exit 0; }; \
	$(TEST_ENVIRONMENT) $(MAVEN) test -Dgroups=browser

# On MariaDB, and on MySQL if the environment names one or a script can start one.
MYSQL_SCRIPTS := $(CURDIR)/../shared/mysql
PROVE_PORT := 3317
PROVE_MYSQL := INSTANCE=password-resets-prove $(MYSQL_SCRIPTS)
PROVE = rm -f target/proved; { $(TEST_ENVIRONMENT) $(MAVEN) -q test -Dgroups=proof -Dproof=long 2>&1 && touch target/proved; } \
  | tee target/prove-$(1).log | grep -E --line-buffered '^proof|^\[ERROR\]'; [ -f target/proved ]

prove: jdk ## Repeat the race and outage tests many times on MariaDB and MySQL; print one line for each
	@mkdir -p target; echo "== MariaDB"; unset DATASOURCES_DEFAULT_URL; $(call PROVE,mariadb)
	@if [ -n "$$DATASOURCES_DEFAULT_URL" ]; then echo "== MySQL"; $(call PROVE,mysql); \
	elif [ -x $(MYSQL_SCRIPTS)/mysql-up.sh ]; then \
	  trap '$(PROVE_MYSQL)/mysql-down.sh $(PROVE_PORT) --wipe' EXIT; \
	  echo "== MySQL"; $(PROVE_MYSQL)/mysql-up.sh $(PROVE_PORT) >/dev/null || exit 1; \
	  export DATASOURCES_DEFAULT_URL=jdbc:mysql://127.0.0.1:$(PROVE_PORT)/app DATASOURCES_DEFAULT_USERNAME=app \
	    DATASOURCES_DEFAULT_PASSWORD=app-secret CLUSTER_UP=$(MYSQL_SCRIPTS)/cluster-up.sh; $(call PROVE,mysql); \
	else echo "Skipped MySQL: set DATASOURCES_DEFAULT_URL, _USERNAME and _PASSWORD"; fi

check: jdk ## Run every check, fastest first
	@for check in $(CHECKS); do echo "== $$check"; $(MAKE) --no-print-directory $$check || exit 1; done

# With its own server and data in target/. First deletes what a killed run left there.
CLIENTS := src/test/clients
CLIENTS_DATA := target/clients/data
NODE_TOO_OLD = node -e 'parseInt(process.versions.node) < 20 ? console.log("$@ skipped: Node 20 or newer is needed, not", process.version) : process.exit(1)'

clients: $(CLIENTS)/node_modules/.package-lock.json $(RUN_CLASSPATH) ## Test a server with Commerce Layer's SDK, js-auth and CLI
	@[ ! -d $(CLIENTS_DATA) ] || $(MAKE) --no-print-directory clean-data DATA=$(CLIENTS_DATA)
	@$(NODE_MISSING) || $(NODE_TOO_OLD) || $(TEST_ENVIRONMENT) JAVA=$(JAVA) node $(CLIENTS)/run.mjs

FLOW_DATA := target/flow/data

flow: $(CHECK_TOOLS)/.package-lock.json $(RUN_CLASSPATH) ## Run the workflows in openapi/password_reset.arazzo.yaml on a server and on the stub
	@[ ! -d $(FLOW_DATA) ] || $(MAKE) --no-print-directory clean-data DATA=$(FLOW_DATA)
	@$(NODE_MISSING) || $(NODE_TOO_OLD) || $(TEST_ENVIRONMENT) JAVA=$(JAVA) node src/checks/flow.mjs

format: jdk ## Format the Java sources
	@$(MAVEN) -q spotless:apply

format-check: jdk ## List the Java sources that are not formatted
	@$(MAVEN) -q spotless:check

clean: ## Delete everything that was built, but no data
	@rm -rf target

package: $(LIBRARIES) ## Build the production jar in target/, and the list of its libraries (SBOM)
	@$(MAVEN) -q -DskipTests package cyclonedx:makeBom@sbom
	@tr ':' '\n' < target/libraries/runtime | awk -F/ '{ print $$(NF-2) "@" $$(NF-1) }' | sort -u > target/libraries/expected
	@sed -n 's/.*"purl" : "pkg:maven\/[^/"]*\/\([^?"]*\).*/\1/p' target/*.sbom.json | grep -v '^password-resets@' | sort -u \
	  | diff target/libraries/expected - >&2 || { echo "The SBOM does not list the libraries of the jar" >&2; exit 1; }

## Measuring

# wrk sends the requests. Without npm, the handler for Node is left out.
BENCH_NODE := src/demo/node

bench: $(RUN_CLASSPATH) $(BENCH_NODE)/node_modules/.package-lock.json ## Compare the server with a handler for Node and with bare JDBC (BENCH_SECONDS=5; SAVE=yes updates the Speed page)
	@command -v wrk >/dev/null || { echo "bench needs wrk" >&2; exit 1; }
	@$(TEST_ENVIRONMENT) $(JAVA) -Xmx1g -cp "$$(cat $(RUN_CLASSPATH))" org.passwordresets.bench.Bench $(if $(filter yes,$(SAVE)),src/main/resources/docs/speed.json)

# The other stubs are downloaded from npm and Maven into target/. wrk sends the requests.
PEERS := target/bench-stub
PEERS_OF_NPM := @stoplight/prism-cli@5.15.10 @mockoon/cli@9.3.0
PEERS_OF_MAVEN := org.wiremock:wiremock-standalone:3.13.2 org.mock-server:mockserver-netty-no-dependencies:5.15.0

bench-stub: $(RUN_CLASSPATH) $(STUB_JAR) $(STUB_CACHE) docs ## Compare start, memory and speed of the stub with Prism, Mockoon, MockServer and WireMock
	@command -v wrk >/dev/null && command -v npm >/dev/null || { echo "bench-stub needs wrk and Node (npm)" >&2; exit 1; }
	@mkdir -p $(PEERS)
	@npm install --prefix $(PEERS) --no-audit --no-fund --loglevel=error $(PEERS_OF_NPM)
	@for peer in $(PEERS_OF_MAVEN); do \
	  $(MAVEN) -q dependency:copy -Dartifact=$$peer -DoutputDirectory=$(PEERS) -Dmdep.stripVersion=true || exit 1; done
	@printf '[{"specUrlOrPayload":"file:%s/target/docs/openapi.json"}]' "$(CURDIR)" > $(PEERS)/mockserver.json
	@STUB_CONTRACT=openapi $(JAVA) -cp "$$(cat $(RUN_CLASSPATH))" org.passwordresets.bench.StubBench \
	  "this stub, Java $(JAVA_VERSION)" $(JAVA) $(STUB_CACHE_USED) $(STUB_OPTIONS) $(STUB_MAIN) \
	  -- Prism node $(PEERS)/node_modules/.bin/prism mock -v warn -h 127.0.0.1 -p PORT target/docs/openapi.yaml \
	  -- Mockoon node $(PEERS)/node_modules/.bin/mockoon-cli start --data target/docs/openapi.yaml --hostname 127.0.0.1 --port PORT --disable-log-to-file \
	  -- "MockServer, Java $(JAVA_VERSION)" $(JAVA) -Dmockserver.logLevel=ERROR -Dmockserver.localBoundIP=127.0.0.1 \
	    -Dmockserver.initializationJsonPath=$(PEERS)/mockserver.json -jar $(PEERS)/mockserver-netty-no-dependencies.jar -serverPort PORT \
	  -- "WireMock, Java $(JAVA_VERSION)" $(JAVA) -jar $(PEERS)/wiremock-standalone.jar --bind-address 127.0.0.1 --port PORT --no-request-journal --root-dir $(PEERS)

load: $(RUN_CLASSPATH) ## Add many resets to the database while no server runs (N=100000, DATA=.data)
	@DATA="$(DATA)" $(JAVA) $(JAVA_OPTIONS) -cp "$$(cat $(RUN_CLASSPATH))" org.passwordresets.demo.Load "$(N)"

list-times: $(RUN_CLASSPATH) ## Measure how long requests to the running server take, lists above all (PORT=8080, DATA=.data; SAVE=yes updates the Speed page)
	@$(MAKE) --no-print-directory -s token KIND=integration MODE=test \
	  | $(JAVA) -cp "$$(cat $(RUN_CLASSPATH))" org.passwordresets.demo.ListTimes "$(PORT)" $(if $(filter yes,$(SAVE)),src/main/resources/docs/speed-scale.json)

jdk:
	@[ -n "$(JAVA_VERSION)" ] || { echo "No Java found: install a JDK 17 or newer, or set JAVA_HOME" >&2; exit 1; }; \
	[ "$(JAVA_VERSION)" -ge 17 ] || { echo "Java $(JAVA_VERSION) is too old: install a JDK 17 or newer, or set JAVA_HOME" >&2; exit 1; }
