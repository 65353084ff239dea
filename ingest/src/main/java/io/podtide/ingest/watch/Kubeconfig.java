package io.podtide.ingest.watch;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.podtide.ingest.access.Credentials;
import io.podtide.ingest.access.ExecPlugin;
import io.podtide.ingest.access.TokenFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kubeconfig that kubectl would use, and says so when there is none. Token files and login programs are ours: fabric8
 * knows no {@code tokenFile}, and runs a program while it reads the file, for as long as that takes.
 */
final class Kubeconfig {

    private Kubeconfig() {}

    static Config read(ClusterAccess access) {
        var account = account(access);
        return account == null ? fromFiles(access) : inCluster(account);
    }

    /** What {@link #read} reads, but for what a kubeconfig names. */
    static List<Path> files(ClusterAccess access) {
        var account = account(access);
        return account == null ? KubeconfigFiles.of(access.kubeconfig()).paths() : List.of(account.authority());
    }

    private static @Nullable ServiceAccount account(ClusterAccess access) {
        if (access.serviceAccount() != null || access.kubeconfig() != null) {
            return access.serviceAccount();
        }
        return KubeconfigFiles.of(null).paths().isEmpty() ? ServiceAccount.ofOwnPod() : null;
    }

    private static Config inCluster(ServiceAccount account) {
        var config = Config.empty();
        config.setMasterUrl(account.server() + '/');
        config.setCaCertFile(account.authority().toString());
        config.setOauthTokenProvider(new TokenFile(account.token()));
        return config;
    }

    private static Config fromFiles(ClusterAccess access) {
        var files = KubeconfigFiles.of(access.kubeconfig());
        var models = files.parse();
        var logins = new HashMap<String, Credentials>();
        for (int i = 0; i < models.size(); i++) {
            takeLogins(models.get(i), files.paths().get(i), logins);
        }
        var config = Config.empty();
        KubeConfigUtils.merge(config, access.context(), models.toArray(new io.fabric8.kubernetes.api.model.Config[0]));
        var context = config.getCurrentContext();
        if (access.context() != null && (context == null || !access.context().equals(context.getName()))) {
            throw new NoKubeconfigException("There is no context " + access.context()
                    + " in the kubeconfig. Those it has: " + names(config.getContexts()));
        }
        if (context == null) {
            throw new NoKubeconfigException("No kubeconfig: neither $KUBECONFIG nor ~/.kube/config names a cluster."
                    + " Name one with --kubeconfig, or see that `kubectl get pods` works");
        }
        authenticate(config, logins.get(String.valueOf(context.getContext().getUser())));
        return config;
    }

    private static void takeLogins(
            io.fabric8.kubernetes.api.model.Config model, Path file, Map<String, Credentials> logins) {
        if (model.getUsers() == null) {
            return;
        }
        for (var user : model.getUsers()) {
            var login = user.getUser() == null ? null : login(user.getUser(), file);
            if (login != null) {
                logins.putIfAbsent(user.getName(), login);
            }
        }
    }

    private static @Nullable Credentials login(AuthInfo user, Path file) {
        ExecConfig exec = user.getExec();
        user.setExec(null);
        if (user.getTokenFile() != null && !user.getTokenFile().isEmpty()) {
            return new TokenFile(file.resolveSibling(user.getTokenFile()));
        }
        return exec == null || exec.getCommand() == null ? null : new ExecPlugin(exec, file);
    }

    private static void authenticate(Config config, @Nullable Credentials login) {
        if (login != null) {
            config.setOauthTokenProvider(login);
        } else if (config.getAuthProvider() == null) {
            // One that stands in the file itself is read anew when the file changes: a 401 is no reason to repeat it.
            config.setOauthToken(config.getAutoOAuthToken());
        }
    }

    static String clusterName(Config config, ClusterAccess access) {
        if (access.name() != null) {
            return access.name();
        }
        var context = config.getCurrentContext();
        if (context == null || context.getContext() == null) {
            // A default would be the same in every cluster of the fleet, and mix them up.
            throw new NoKubeconfigException("Nothing names this cluster: give it a name that is unique in the fleet,"
                    + " with --cluster-name or PODTIDE_CLUSTER_NAME");
        }
        return context.getContext().getCluster();
    }

    private static String names(@Nullable List<NamedContext> contexts) {
        return contexts == null || contexts.isEmpty()
                ? "none"
                : contexts.stream().map(NamedContext::getName).sorted().collect(Collectors.joining(", "));
    }
}
