package io.podtide.cli.docs;

import io.podtide.cli.CommandRun;
import io.podtide.streams.StreamsSettings;
import io.podtide.wire.KafkaSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference of all settings as a page, made from the commands and from the settings themselves. */
final class ConfigurationPage {

    /** Said by options, or by where the page is made. */
    private static final Set<String> OF_THE_INSTANCE =
            Set.of("application.id", "state.dir", "num.stream.threads", "num.standby.replicas", "client.id");

    private static final String INTRODUCTION = """
            # Configuration

            All settings there are. This page is made from the commands and the settings themselves; a test keeps them alike
            (`./mvnw -pl cli -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpodtide.write-docs=true` writes it anew).

            ## Where settings come from

            An option on the command line wins over its environment variable, and that over the default. Properties of Kafka's clients and of the schema registry come
            from a file (`--config`) and from `-P KEY=VALUE`, which wins; in between are `--schema-registry` and its variables. What options and files say is checked at the start: every mistake is said, and
            the exit code is 2. `podtide COMMAND --help` says the same as this page.

            | file | given by | read again | what it may say |
            |---|---|---|---|
            | rules (YAML) | `--rules FILE`, `podtide rules apply` | yes, whenever it changes | [rules.md](rules.md) |
            | alerts (YAML) | `--alerts FILE` | yes, within seconds | [alerts.md](alerts.md) |
            | causes (YAML) | `--causes FILE` | no | [causes.md](causes.md#causes-of-your-own) |
            | kubeconfigs | `--kubeconfig FILE`, `--kubeconfig-dir DIR`, `KUBECONFIG` | yes, with the files they name | [ingest.md](ingest.md) |
            | properties | `--config FILE` | no | [below](#properties-of-kafka-and-of-the-registry) |
            | token of the API | `--token-file FILE` | no | [history.md](history.md#api) |
            | certificate and key of the API | `--tls-cert FILE`, `--tls-key FILE` | no | [history.md](history.md#api) |
            """;

    private static final String PROPERTIES = """

            ## Properties of Kafka and of the registry

            In the file of `--config`, or with `-P`:

            | key | says |
            |---|---|
            | `kafka.KEY` | `KEY` for every client of Kafka: connection, TLS, SASL, time-outs. In `streams` also with Kafka Streams' prefixes (`kafka.main.consumer.KEY`, `kafka.producer.KEY`) |
            | `schema.registry.url` | the registry that schema ids come from, as `--schema-registry`; here it may hold `user:password@`, and a path (Apicurio: `/apis/ccompat/v7`). Without it ids are fixed |
            | `schema.registry.basic.auth.user.info` | `user:password` for it, as `PODTIDE_SCHEMA_REGISTRY_USER_INFO`; not used where another registry is named over the one it is given with (file, then environment and option, then `-P`) |

            What is given wins over the defaults below. What a role cannot do without (isolation level, where to begin to read, ids of transactions) the roles that read
            and write by themselves set whatever is given; of `streams` it can be changed, and should not.

            Producers, where that is not Kafka's own default:

            """;

    private static final String JAVA = """

            ## Java

            `JAVA_OPTS` takes options of the virtual machine (`-Xmx1g`), and these:

            | property | default | says |
            |---|---|---|
            | `-Dpodtide.rocksdb.memory.mib=N` | 128 | memory off the heap for the stores of all tasks of `streams` together |
            | `-Dpodtide.trends.memory=SIZE` | 1GB | memory that DuckDB may take |
            | `-Djava.io.tmpdir=DIR` | | where native libraries are unpacked |

            The launcher has `streams` collect garbage on all cores (`-XX:+UseParallelGC -XX:NewRatio=4`) and everything else on one; a collector of yours wins. It also gives `streams` large pages where the kernel has them
            (`-XX:+UseTransparentHugePages`), unless `JAVA_OPTS` says something of large pages (`-XX:-UseTransparentHugePages`: none). Where incidents are waited for, give `streams` as much
            heap from the beginning as they may have (`-Xms1g -Xmx1g`): the more room there is, the less often all of it is collected, which takes half a second with 180 MiB in use. `-XX:+UseG1GC` hardly ever does that,
            and takes a tenth more CPU.

            ## Commands

            """;

    private ConfigurationPage() {}

    static String text() {
        var model = CommandRun.model();
        var page = new StringBuilder(INTRODUCTION);
        page.append(Environment.table(model.getCommandSpec()));
        page.append(PROPERTIES).append(defaults(KafkaSettings.of(Map.of()).producer("")));
        page.append("\nKafka Streams:\n\n").append(defaults(streams()));
        page.append(TopicTable.text()).append(Thresholds.text());
        page.append(JAVA).append(CommandTables.of(model.getCommandSpec()));
        return page.toString();
    }

    private static Map<String, Object> streams() {
        var properties = new TreeMap<String, Object>();
        new StreamsSettings(KafkaSettings.of(Map.of()), "", Path.of(""), 1)
                .properties()
                .forEach((key, value) -> properties.put(String.valueOf(key), value));
        return properties;
    }

    private static String defaults(Map<String, Object> properties) {
        return "| key | default |\n|---|---|\n"
                + new TreeMap<>(properties)
                        .entrySet().stream()
                                .filter(entry -> !OF_THE_INSTANCE.contains(entry.getKey()))
                                .map(entry ->
                                        "| `kafka." + entry.getKey() + "` | `" + value(entry.getValue()) + "` |\n")
                                .collect(Collectors.joining());
    }

    private static String value(Object value) {
        return value instanceof Class<?> type ? type.getName() : String.valueOf(value);
    }
}
