package io.podtide.ingest.watch;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kubeconfig files as kubectl merges them: the first to say something wins. Nothing of a file is ever quoted: it holds secrets. */
public record KubeconfigFiles(List<Path> paths) {

    /** @param file default: those of {@code $KUBECONFIG}, or {@code ~/.kube/config}, as far as they exist */
    public static KubeconfigFiles of(@Nullable Path file) {
        return new KubeconfigFiles(file == null ? discovered() : List.of(file));
    }

    private static List<Path> discovered() {
        var variable = System.getenv("KUBECONFIG");
        var paths = variable == null || variable.isEmpty()
                ? Stream.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
                : Arrays.stream(variable.split(File.pathSeparator))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of);
        return paths.filter(Files::isRegularFile).toList();
    }

    /** @throws NoKubeconfigException where one cannot be read */
    List<Config> parse() {
        return paths.stream().map(KubeconfigFiles::parse).toList();
    }

    private static Config parse(Path file) {
        if (!Files.isReadable(file)) {
            throw new NoKubeconfigException("The kubeconfig " + file + " does not exist or cannot be read");
        }
        try {
            return KubeConfigUtils.parseConfig(file.toFile());
        } catch (RuntimeException | StackOverflowError e) {
            // Of whatever kind the client's YAML parser throws (YAML may hold itself), and without its message, which
            // quotes the file.
            throw new NoKubeconfigException("The kubeconfig " + file + " is none: it cannot be parsed");
        }
    }

    /**
     * The contexts that name a cluster, in the order of the files.
     *
     * @throws NoKubeconfigException where a file cannot be read
     */
    public List<KubeContext> contexts() {
        var files = parse();
        var current = files.stream()
                .map(Config::getCurrentContext)
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse("");
        var servers = servers(files);
        var contexts = new LinkedHashMap<String, KubeContext>();
        each(files, Config::getContexts).filter(KubeconfigFiles::isComplete).forEach(context -> {
            var cluster = context.getContext().getCluster();
            var server = servers.getOrDefault(cluster, "");
            var name = context.getName();
            contexts.putIfAbsent(name, new KubeContext(name, cluster, server, name.equals(current)));
        });
        return List.copyOf(contexts.values());
    }

    private static boolean isComplete(NamedContext context) {
        return context.getName() != null
                && context.getContext() != null
                && context.getContext().getCluster() != null;
    }

    private static Map<String, String> servers(List<Config> files) {
        var servers = new LinkedHashMap<String, String>();
        each(files, Config::getClusters)
                .filter(cluster -> cluster.getName() != null && server(cluster) != null)
                .forEach(cluster -> servers.putIfAbsent(cluster.getName(), server(cluster)));
        return servers;
    }

    private static @Nullable String server(NamedCluster cluster) {
        return cluster.getCluster() == null ? null : cluster.getCluster().getServer();
    }

    private static <T> Stream<T> each(List<Config> files, Function<Config, @Nullable List<T>> part) {
        return files.stream().map(part).filter(Objects::nonNull).flatMap(List::stream);
    }
}
