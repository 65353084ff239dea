package io.podtide.cli.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the broker's process: this Java, this class path, little memory. */
record BrokerCommand(Path directory) {

    Process start() throws IOException {
        var builder = new ProcessBuilder(line()).redirectErrorStream(true);
        // In the environment, not on the line: 100 jars make `ps` unreadable.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private List<String> line() {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        if (Runtime.version().feature() >= 24) {
            // The compression codecs load native code.
            line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        line.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")); // where libraries are unpacked
        line.add("-Dlogback.configurationFile=logback-broker.xml");
        line.add("-Dpodtide.broker.log=" + BrokerLog.file(directory));
        line.add(EmbeddedBroker.class.getName());
        line.add(directory.toString());
        return line;
    }
}
