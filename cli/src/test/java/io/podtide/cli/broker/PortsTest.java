package io.podtide.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path directory;

    @Test
    void areTheSameTheNextTime() throws Exception {
        var first = Ports.of(directory);

        assertThat(Ports.of(directory)).isEqualTo(first);
        assertThat(first.clients()).isNotEqualTo(first.controller());
        assertThat(first.bootstrapServers()).isEqualTo("127.0.0.1:" + first.clients());
    }

    @Test
    void areChosenAnewAndKeptWhenSomebodyElseHasOneOfThem() throws Exception {
        var first = Ports.of(directory);
        Ports second;
        try (var taken = new ServerSocket(first.controller(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(taken.isBound()).isTrue();
            second = Ports.of(directory);
            assertThat(second).isNotEqualTo(first);
        }
        assertThat(Ports.of(directory)).isEqualTo(second);
    }

    @Test
    void areChosenAnewWhenTheFileIsBroken() throws Exception {
        var file = directory.resolve("ports.properties");
        for (var broken :
                new String[] {"", "clients=9092\n", "clients=x\ncontroller=9093\n", "clients=99999\ncontroller=1\n"}) {
            Files.writeString(file, broken);
            assertThat(Ports.of(directory)).as(broken).isEqualTo(Ports.of(directory));
        }
    }
}
