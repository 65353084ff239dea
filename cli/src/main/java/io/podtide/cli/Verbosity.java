package io.podtide.cli;

/** How much is said on standard error. Logback reads it when the first logger is made, so it is set before any command runs. */
final class Verbosity {

    private static final String OURS = "podtide.log.level";
    private static final String OTHERS = "podtide.log.level.others";
    private static final String NETWORK = "podtide.log.level.network";

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

    /** Stack traces are wanted. */
    boolean raised() {
        return raised;
    }
}
