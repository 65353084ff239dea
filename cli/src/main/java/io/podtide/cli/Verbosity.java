package io.podtide.cli;

import java.util.Locale;

/** How much is said on standard error. Logback reads it when the first logger is made, so it is set before any command runs. */
final class Verbosity {

    private static final String OURS = "podtide.log.level";
    private static final String OTHERS = "podtide.log.level.others";
    private static final String NETWORK = "podtide.log.level.network";
    private static final String FORMAT = "podtide.log.format";

    private LogFormat format = LogFormat.TEXT;
    private boolean raised = System.getenv("PODTIDE_VERBOSE") != null;

    void raise(int times) {
        raised = true;
        System.setProperty(OURS, times > 2 ? "DEBUG" : "INFO");
        System.setProperty(OTHERS, times > 2 ? "DEBUG" : times > 1 ? "INFO" : "WARN");
    }

    /**
     * For a command with a broker of its own: clients warn of topics that are just being created, and that the broker is
     * gone is noticed anyway.
     */
    void expectOwnBroker() {
        tellOnce();
    }

    /** For a command that ends when Kafka does not answer, and says so itself. */
    void tellOnce() {
        if (!raised) {
            System.setProperty(NETWORK, "ERROR");
        }
    }

    void format(LogFormat wanted) {
        format = wanted;
        System.setProperty(FORMAT, wanted.name().toLowerCase(Locale.ROOT));
    }

    /** In which standard error is written, people's lines too. */
    LogFormat format() {
        return format;
    }

    /** Stack traces are wanted. */
    boolean raised() {
        return raised;
    }
}
