# Podtide as an image: every role, and `up`, by the command's own words.
#
#   docker build -t podtide .                                                   # from source; Maven fetches the libraries
#   ./mvnw -Dquick -DskipTests package && docker build -t podtide --build-arg APP=built .   # of what is built already
#   docker run --rm podtide --help
#
# Needs BuildKit: of the stages `source` and `built` only one is run. Bases may be others, built like these: a JDK 25 in the
# first, glibc, bash and libstdc++ in the second.
ARG APP=source
ARG JDK_IMAGE=eclipse-temurin:25-jdk-noble
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${JDK_IMAGE} AS source
WORKDIR /source
# mvnw holds Maven against the checksum of its zip.
RUN command -v unzip || (apt-get update -q && apt-get install -qy --no-install-recommends unzip)
COPY . .
# What the host has built is for the stage `built`.
RUN --mount=type=cache,target=/root/.m2 rm -rf cli/target && ./mvnw -B -q -ntp -Dquick -DskipTests -pl cli -am package && \
    mkdir /app && mv cli/target/podtide-cli-*.jar cli/target/lib /app/

FROM scratch AS built
COPY cli/target/podtide-cli-*.jar /app/
COPY cli/target/lib /app/lib

FROM ${APP} AS app

FROM ${JDK_IMAGE} AS jdk
COPY --from=app /app /app
COPY deploy/image/Natives.java /
# What jdeps finds, and what is found by name only: Kerberos (jdk.security.*), the certificates of elliptic curves, agents
# (java.instrument), and jcmd for whoever has to look inside.
RUN jlink --output /opt/java --no-header-files --no-man-pages --compress=zip-6 --add-modules \
    java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.net,jdk.security.auth,jdk.security.jgss,jdk.unsupported
# One class path for all, in an order that is always the same: the cache of classes is good for no other.
RUN mkdir -p /opt/podtide/lib /opt/podtide/own && \
    find /app -name 'podtide-*.jar' -exec mv {} /opt/podtide/own/ \; && \
    find /app -name '*.jar' -exec mv {} /opt/podtide/lib/ \; && \
    java /Natives.java /opt/podtide/lib /opt/podtide/native && \
    (cd /opt/podtide && printf '%s\n' -cp "$(ls -d /opt/podtide/own/*.jar /opt/podtide/lib/*.jar | paste -sd:)" >class-path) && \
    find /opt/podtide -exec touch -d 2020-01-01T00:00:00Z {} +

FROM ${BASE_IMAGE} AS runtime
RUN groupadd --gid 10001 podtide && \
    useradd --uid 10001 --gid 10001 --home-dir /var/lib/podtide --create-home --shell /usr/sbin/nologin podtide
COPY --from=jdk /opt/java /opt/java
COPY --from=jdk /opt/podtide/native /opt/podtide/native
COPY --from=jdk /opt/podtide/lib /opt/podtide/lib
COPY --from=jdk /opt/podtide/own /opt/podtide/own
COPY --from=jdk /opt/podtide/class-path /opt/podtide/
COPY deploy/image/java.options LICENSE /opt/podtide/
COPY deploy/image/podtide deploy/image/healthy /opt/podtide/bin/
WORKDIR /var/lib/podtide
USER 10001:10001

# What is loaded when everything runs once, from a broker of its own to the history, starts the roles sooner; what --help loads,
# the other commands.
FROM runtime AS trained
RUN java="/opt/java/bin/java -XX:+UseSerialGC @/opt/podtide/java.options" run="@/opt/podtide/class-path io.podtide.cli.Podtide" && \
    $java -XX:AOTCacheOutput=/tmp/roles.aot $run up --speed max --exit-when-done --data-dir /tmp/up && \
    $java -Xshare:off -XX:DumpLoadedClassList=/tmp/classes $run --help && \
    $java -Xshare:dump -XX:SharedClassListFile=/tmp/classes -XX:SharedArchiveFile=/tmp/commands.jsa $run

FROM runtime
COPY --from=trained /tmp/roles.aot /tmp/commands.jsa /opt/podtide/
ENV PATH=/opt/podtide/bin:/opt/java/bin:$PATH
# State and histories. All else may be read-only, but for /tmp, which need not be executable.
VOLUME /var/lib/podtide
# Health and metrics (--http-port 8080 --http-address 0.0.0.0); fixed schema ids (--registry-port 8081); the page.
EXPOSE 8080 8081 8082
ENTRYPOINT ["podtide"]
CMD ["--help"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["healthy"]
