package io.podtide.ingest.fleet;

import io.podtide.ingest.access.FileStamps;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.KubeContext;
import io.podtide.ingest.watch.KubeconfigFiles;
import io.podtide.ingest.watch.NoKubeconfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The clusters of one kubeconfig. While it cannot be read, those it had are kept. */
public final class KubeconfigContexts implements FleetSource {

    private final @Nullable Path file;
    private final ContextSelection selection;
    private final Naming naming;
    private List<Member> last = List.of();
    private List<String> stamps = List.of();
    private @Nullable Plan plan;

    /** @param file default: the one that kubectl would use */
    public KubeconfigContexts(@Nullable Path file, ContextSelection selection, Naming naming) {
        this.file = file;
        this.selection = selection;
        this.naming = naming;
    }

    /** Parsed only when it has changed: there may be a thousand of them, looked at every few seconds. */
    @Override
    public synchronized Plan plan() {
        var files = KubeconfigFiles.of(file);
        var seen = FileStamps.of(files.paths());
        var known = plan;
        if (known == null || !seen.equals(stamps)) {
            known = read(files);
            plan = known;
            stamps = seen;
        }
        return known;
    }

    private Plan read(KubeconfigFiles files) {
        try {
            var contexts = files.contexts();
            var selected = selection.of(contexts);
            if (selected.isEmpty()) {
                return new Plan(List.of(), List.of(none(contexts)));
            }
            last = selected.stream().map(this::member).toList();
            return new Plan(last, List.of());
        } catch (NoKubeconfigException e) {
            return new Plan(last, List.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // YAML, but of a shape nobody has thought of; the message may quote it
            return new Plan(last, List.of("The kubeconfig " + source() + " is none: it cannot be parsed"));
        }
    }

    private Member member(KubeContext context) {
        var name = naming.name(context, file);
        return new Member(
                name,
                new ClusterAccess(file, context.name(), name),
                context.server(),
                "context " + context.name() + " of " + source());
    }

    private String none(List<KubeContext> contexts) {
        var names = contexts.stream().map(KubeContext::name).sorted().collect(Collectors.joining(", "));
        return "There is not " + selection + " in " + source() + ". Those it has: "
                + (names.isEmpty() ? "none" : names);
    }

    private String source() {
        return file == null ? "the kubeconfig" : file.toString();
    }
}
