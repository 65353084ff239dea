package io.podtide.cli.chart;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code deploy/helm/podtide}, rendered by Helm's own code as release and in namespace {@code podtide}. */
final class Chart {

    static final Path ROOT = Path.of("..");
    static final Path DIRECTORY = ROOT.resolve("deploy/helm/podtide");

    /** The oldest that the chart takes. */
    private static final String KUBERNETES = "1.27.0";

    private Chart() {}

    /** With the values of a file in {@code src/test/resources/chart}. */
    static Manifests with(String file) {
        return render(Path.of("src/test/resources/chart", file + ".yaml"));
    }

    /** @throws IllegalStateException in Helm's words, where values are refused */
    static Manifests of(String values) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                return render(Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests render(Path values) {
        return Manifests.read(new Helm(DIRECTORY)
                .template()
                .withName("podtide")
                .withNamespace("podtide")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .call());
    }
}
