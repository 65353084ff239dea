package io.podtide.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podtide.ingest.fleet.FakeCluster;
import io.podtide.ingest.fleet.Kubeconfigs;
import io.podtide.ingest.fleet.TlsServer;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.ClusterException.Kind;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that change while a connection is used. */
@Timeout(120)
class RotationTest {

    @TempDir
    Path folder;

    @Test
    void aTokenInTheKubeconfig() throws Exception {
        try (var api = new FakeCluster(0).accepts("old")) {
            var file = kubeconfig(Kubeconfigs.withToken("prod", api.url(), "old"));
            try (var connection = open(file)) {
                assertThat(connection.identify().uid()).isNotEmpty();

                api.accepts("new");
                assertRefused(connection);
                assertThat(api.requests()).as("no pointless repetition").hasSize(2);
                kubeconfig(Kubeconfigs.withToken("prod", api.url(), "new"));

                assertThat(connection.identify().uid()).isNotEmpty();
            }
        }
    }

    @Test
    void aKubeconfigThatIsBeingWrittenIsNoHarm() throws Exception {
        try (var api = new FakeCluster(0).accepts("old")) {
            var file = kubeconfig(Kubeconfigs.withToken("prod", api.url(), "old"));
            try (var connection = open(file)) {
                assertThat(connection.identify().uid()).isNotEmpty();
                Files.writeString(file, "clusters: [");
                assertThat(connection.identify().uid()).isNotEmpty();
                Files.delete(file);
                assertThat(connection.identify().uid()).isNotEmpty();

                api.accepts("new");
                kubeconfig(Kubeconfigs.withToken("prod", api.url(), "new"));
                assertThat(connection.identify().uid()).isNotEmpty();
            }
        }
    }

    @Test
    void aTokenFile() throws Exception {
        try (var api = new FakeCluster(0).accepts("old")) {
            Files.writeString(folder.resolve("token"), "old\n");
            var file = kubeconfig(Kubeconfigs.of("prod", api.url(), "{tokenFile: token, token: stale}"));
            try (var connection = open(file)) {
                assertThat(connection.identify().uid()).isNotEmpty();

                api.accepts("new");
                Files.writeString(folder.resolve("token"), "new\n");
                assertThat(connection.identify().uid()).isNotEmpty();

                Files.delete(folder.resolve("token"));
                var problem = refused(connection);
                assertThat(problem.kind()).isEqualTo(Kind.UNAUTHORIZED);
                assertThat(problem)
                        .hasMessage("Cluster prod cannot be asked (get namespace kube-system): the token file "
                                + folder.resolve("token") + " does not exist or cannot be read");
            }
        }
    }

    @Test
    void theServiceAccountOfAPodIsMountedByALink() throws Exception {
        try (var api = TlsServer.start()) {
            api.cluster().accepts("old");
            account("..1", "old", api.pem());
            Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
            Files.createSymbolicLink(folder.resolve("token"), Path.of("..data/token"));
            Files.createSymbolicLink(folder.resolve("ca.crt"), Path.of("..data/ca.crt"));
            var access = new ClusterAccess(null, null, "prod", new ServiceAccount(folder, api.url()));
            try (var connection = KubeConnection.open(access)) {
                assertThat(connection.identify().uid()).isNotEmpty();

                api.cluster().accepts("new");
                account("..2", "new", api.pem());
                var next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
                Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

                assertThat(connection.identify().uid()).isNotEmpty();
            }
        }
    }

    @Test
    void aPodHasNoNameForItsCluster() {
        var access = new ClusterAccess(null, null, null, new ServiceAccount(folder, "https://10.0.0.1:443"));

        assertThatThrownBy(() -> KubeConnection.open(access))
                .hasMessage("Nothing names this cluster: give it a name that is unique in the fleet, with"
                        + " --cluster-name or PODTIDE_CLUSTER_NAME");
    }

    @Test
    void anAuthorityThatChanges() throws Exception {
        try (var api = TlsServer.start();
                var other = TlsServer.start()) {
            Files.writeString(folder.resolve("ca.crt"), other.pem());
            var server = "server: \"" + api.url() + '"';
            var text = Kubeconfigs.withToken("prod", api.url(), "t")
                    .replace(server, server + ", certificate-authority: ca.crt");
            try (var connection = open(kubeconfig(text))) {
                assertThat(refused(connection))
                        .hasMessageEndingWith("Does certificate-authority in the kubeconfig belong to this server?");

                Files.writeString(folder.resolve("ca.crt"), api.pem());

                assertThat(connection.identify().uid()).isNotEmpty();
            }
        }
    }

    @Test
    void aLoginProgramIsRunAgainWhenItsTokenIsRefusedAndNotBefore() throws Exception {
        try (var api = new FakeCluster(0).accepts("one")) {
            Files.writeString(folder.resolve("answer"), credential("one", ""));
            var file = kubeconfig(Kubeconfigs.of("prod", api.url(), program("cat answer; echo warning >&2")));
            try (var connection = open(file)) {
                connection.identify();
                connection.identify();
                assertThat(runs()).isEqualTo(1);

                api.accepts("two");
                Files.writeString(folder.resolve("answer"), credential("two", ""));

                assertThat(connection.identify().uid()).isNotEmpty();
                assertThat(runs()).isEqualTo(2);
            }
        }
    }

    @Test
    void aLoginProgramIsRunAgainWhenItsTokenHasExpired() throws Exception {
        try (var api = new FakeCluster(0).accepts("one")) {
            Files.writeString(
                    folder.resolve("answer"), credential("one", Instant.now().toString()));
            var file = kubeconfig(Kubeconfigs.of("prod", api.url(), program("cat answer")));
            try (var connection = open(file)) {
                connection.identify();
                var before = runs();
                connection.identify();

                assertThat(runs()).isGreaterThan(before);
            }
        }
    }

    @Test
    void aLoginProgramThatFailsSaysNothingSecret() throws Exception {
        try (var api = new FakeCluster(0)) {
            var user = program("echo hunter2; echo hunter3 >&2; exit 7");
            try (var connection = open(kubeconfig(Kubeconfigs.of("prod", api.url(), user)))) {
                var problem = refused(connection);

                assertThat(problem.kind()).isEqualTo(Kind.UNAUTHORIZED);
                assertThat(problem)
                        .hasMessage("Cluster prod cannot be asked (get namespace kube-system): the login program"
                                + " ./login of the kubeconfig ended with 7. Run it yourself to see why");
                assertThat(api.requests()).isEmpty();
            }
        }
    }

    @Test
    void aLoginProgramThatIsNotThere() throws Exception {
        var user = "{exec: {apiVersion: client.authentication.k8s.io/v1, command: podtide-no-such-program}}";
        try (var connection = open(kubeconfig(Kubeconfigs.of("prod", "http://localhost:1", user)))) {
            assertThat(refused(connection)).hasMessageEndingWith("is it installed here?");
        }
    }

    private void account(String directory, String token, String authority) throws IOException {
        var made = Files.createDirectory(folder.resolve(directory));
        Files.writeString(made.resolve("token"), token);
        Files.writeString(made.resolve("ca.crt"), authority);
    }

    /** As {@code exec} of a user: a script beside the kubeconfig, which notes that it was run. */
    private String program(String script) throws IOException {
        var file = folder.resolve("login");
        Files.writeString(file, "#!/bin/sh\ncd " + folder + "\necho run >> runs\n" + script + '\n');
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login, args: [get-token],"
                + " interactiveMode: Never}}";
    }

    private long runs() throws IOException {
        return Files.readAllLines(folder.resolve("runs")).size();
    }

    private static String credential(String token, String expires) {
        var end = expires.isEmpty() ? "" : ",\"expirationTimestamp\":\"" + expires + '"';
        return "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\""
                + token + '"' + end + "}}";
    }

    private Path kubeconfig(String text) throws IOException {
        return Files.writeString(folder.resolve("config"), text);
    }

    private static KubeConnection open(Path file) {
        return KubeConnection.open(new ClusterAccess(file, null, null));
    }

    private static void assertRefused(KubeConnection connection) {
        assertThat(refused(connection).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    private static ClusterException refused(KubeConnection connection) {
        return catchThrowableOfType(ClusterException.class, connection::identify);
    }
}
