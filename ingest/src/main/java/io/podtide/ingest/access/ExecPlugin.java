package io.podtide.ingest.access;

import io.fabric8.kubernetes.api.model.ExecConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The login program of a kubeconfig ({@code exec}: aws, gke-gcloud-auth-plugin, kubelogin ...). Run when its last credential
 * has ended or was rejected, and for no longer than a minute. What it prints is secret, and shown to nobody.
 */
public final class ExecPlugin implements Credentials {

    private static final int LONGEST_OUTPUT = 1 << 20;

    private final ExecConfig config;
    private final @Nullable Path kubeconfig;
    private final Duration patience;
    private @Nullable ExecCredential last;

    /** @param kubeconfig relative commands are looked for beside it, as kubectl does */
    public ExecPlugin(ExecConfig config, @Nullable Path kubeconfig) {
        this(config, kubeconfig, Duration.ofMinutes(1));
    }

    ExecPlugin(ExecConfig config, @Nullable Path kubeconfig, Duration patience) {
        this.config = config;
        this.kubeconfig = kubeconfig;
        this.patience = patience;
    }

    @Override
    public String getToken() {
        return credential().token();
    }

    synchronized ExecCredential credential() {
        var known = last;
        if (known == null || !known.isUsableAt(Instant.now())) {
            known = run();
            last = known;
        }
        return known;
    }

    @Override
    public synchronized boolean rejected() {
        last = null;
        return true;
    }

    private ExecCredential run() {
        try {
            var process = start();
            try {
                return output(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new CredentialException(
                    name() + " gave no credentials. Run it yourself to see why: is it installed here?", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialException(name() + " was interrupted", null);
        }
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(command());
        var env = config.getEnv();
        if (env != null) {
            env.forEach(variable -> builder.environment().put(variable.getName(), variable.getValue()));
        }
        builder.environment()
                .put(
                        "KUBERNETES_EXEC_INFO",
                        "{\"apiVersion\":\"" + config.getApiVersion()
                                + "\",\"kind\":\"ExecCredential\",\"spec\":{\"interactive\":false}}");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        var program = config.getCommand();
        var beside = kubeconfig == null ? null : kubeconfig.toAbsolutePath().getParent();
        var relative = program.contains(File.separator) && !Path.of(program).isAbsolute();
        command.add(relative && beside != null ? beside.resolve(program).toString() : program);
        command.addAll(config.getArgs() == null ? List.of() : config.getArgs());
        return command;
    }

    private ExecCredential output(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        // Reading ends when the program does: one that hangs is ended first.
        var watchdog = new Thread(() -> endWhenOverdue(process), "exec-plugin");
        watchdog.setDaemon(true);
        watchdog.start();
        try (var out = process.getInputStream()) {
            var text = out.readNBytes(LONGEST_OUTPUT);
            if (process.waitFor() != 0) {
                throw new CredentialException(
                        name() + " ended with " + process.exitValue() + ". Run it yourself to see why", null);
            }
            return ExecCredential.parse(text);
        } finally {
            watchdog.interrupt();
        }
    }

    private void endWhenOverdue(Process process) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // it has ended
        }
    }

    private String name() {
        return "the login program " + config.getCommand() + " of the kubeconfig";
    }
}
