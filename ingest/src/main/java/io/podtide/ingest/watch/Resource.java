package io.podtide.ingest.watch;

/** What is listed and watched, over all namespaces. */
enum Resource {
    PODS("pods"),
    /** The old API: it shows the Events of the new one too. */
    EVENTS("events"),
    NODES("nodes");

    private final String plural;

    Resource(String plural) {
        this.plural = plural;
    }

    String path() {
        return "api/v1/" + plural;
    }

    @Override
    public String toString() {
        return plural;
    }
}
