#!/usr/bin/env bash
# stand-ins.sh DIRECTORY: makes the images that Podtide's is built of and runs with, where no registry of images can be reached:
# Debian by debootstrap, a JDK 25 or newer of this machine on it, and Kafka from the jars of this build, started by Kafka's own
# class of its own image. Their names are `local/debian`, `local/jdk`, and `apache/kafka` with our version; none is made where the
# engine has one of such a name, and DIRECTORY/made says which are to be removed.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$1
mkdir -p "$work"
. "$root/deploy/image/claim.sh"

jdk=$(for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  [[ ${version:-0} -lt 25 || ! -x $home/bin/jlink ]] || echo "$home"
done | head -n 1)
[[ -n $jdk ]] || { echo "needs a JDK 25 or newer in /usr/lib/jvm" >&2 && exit 4; }
command -v debootstrap >/dev/null || { echo "needs debootstrap" >&2 && exit 4; }

version=$(sed -n 's|.*<kafka.version>\(.*\)</kafka.version>.*|\1|p' "$root/pom.xml")
claim local/debian local/jdk "apache/kafka:$version"

debootstrap --variant=minbase bookworm "$work/debian" >"$work/debootstrap.log"
tar -C "$work/debian" -c --exclude=./var/cache/apt --exclude='./var/lib/apt/lists/*' . | docker import - local/debian

rm -rf "$work/jdk" && mkdir "$work/jdk"
cp -a "$jdk" "$work/jdk/jdk"
# Debian has made a link of it.
rm "$work/jdk/jdk/lib/security/cacerts" && cp -L "$jdk/lib/security/cacerts" "$work/jdk/jdk/lib/security/"
docker build -q -t local/jdk -f - "$work/jdk" <<'END'
FROM local/debian
COPY jdk /opt/jdk
ENV PATH=/opt/jdk/bin:$PATH JAVA_HOME=/opt/jdk
END

rm -rf "$work/kafka" && mkdir -p "$work/kafka/libs" "$work/kafka/config"
cp "$root"/cli/target/lib/*.jar "$work/kafka/libs/"
cp "$HOME/.m2/repository/org/apache/kafka/kafka-tools/$version/kafka-tools-$version.jar" "$work/kafka/libs/"
# Kafka's own are not in its jars: one that says nothing will do. Of our jars it is Logback that writes, all unless told.
for file in log4j2.yaml tools-log4j2.yaml; do
  printf 'Configuration: {Loggers: {Root: {level: warn}}}\n' >"$work/kafka/config/$file"
done
cat >"$work/kafka/config/logback.xml" <<'END'
<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder></appender>
  <root level="WARN"><appender-ref ref="out"/></root>
</configuration>
END
printf 'process.roles=broker,controller\n' >"$work/kafka/config/server.properties"
cat >"$work/kafka/kafka-broker-api-versions.sh" <<'END'
#!/bin/sh
exec /opt/jdk/bin/java -XX:TieredStopAtLevel=1 -cp '/opt/kafka/config:/opt/kafka/libs/*' org.apache.kafka.tools.BrokerApiVersionsCommand "$@"
END
cat >"$work/kafka/run.sh" <<'END'
#!/bin/sh
set -e
mkdir -p /mnt/shared/config
# As Kafka's own, which goes on with a volume that was formatted at an earlier start.
said=$(/opt/jdk/bin/java -cp '/opt/kafka/config:/opt/kafka/libs/*' kafka.docker.KafkaDockerWrapper setup --default-configs-dir /etc/kafka/docker \
  --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config 2>&1) || case $said in
  *"already formatted"*) ;;
  *) echo "$said" && exit 1 ;;
esac
exec /opt/jdk/bin/java -Xmx512m -XX:+UseSerialGC -cp '/opt/kafka/config:/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
END
chmod +x "$work"/kafka/*.sh
docker build -q -t "apache/kafka:$version" -f - "$work/kafka" <<'END'
FROM local/jdk
COPY libs /opt/kafka/libs
COPY config /etc/kafka/docker
COPY config /opt/kafka/config
COPY kafka-broker-api-versions.sh /opt/kafka/bin/
COPY run.sh /run.sh
ENV CLUSTER_ID=5L6g3nShT-eMCtK--X86sw
CMD ["/run.sh"]
END
