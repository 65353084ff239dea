package io.podtide.alerts.calm;

/**
 * One notice.
 *
 * @param entity key of what it is about, as on the topic: {@code incident/ID}, {@code storm/ID}, {@code digest/TEAM}
 */
public record Ref(String entity, String receiver) {

    public static final String INCIDENT = "incident/";
    public static final String STORM = "storm/";
    public static final String DIGEST = "digest/";

    String id() {
        return entity.substring(entity.indexOf('/') + 1);
    }
}
