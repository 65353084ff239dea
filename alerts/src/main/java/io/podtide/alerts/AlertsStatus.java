package io.podtide.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** How an instance is. Written by the desk, read by any thread. */
public final class AlertsStatus {

    /** Where it stands. */
    public enum State {
        /** It is not yet known who is at the desk. */
        STARTING,
        /** Another instance is at the desk; this one takes over if that ends. */
        WAITING,
        /** What is known is being read. */
        RESTORING,
        AT_DESK,
        /** The desk was left because Kafka did not do what was asked; it is tried again. */
        CUT_OFF,
        STOPPED
    }

    /**
     * How a receiver takes what it is sent.
     *
     * @param waiting messages for their turn, or under way
     * @param failingSince of its last messages none was taken; null while they are
     * @param problem what it said to the last; null while it takes them
     */
    public record Lane(
            int waiting,
            @Nullable Instant failingSince,
            @Nullable String problem) {

        static final Lane IDLE = new Lane(0, null, null);

        Lane waiting(int count) {
            return new Lane(count, failingSince, problem);
        }

        Lane taken() {
            return new Lane(waiting, null, null);
        }

        Lane failed(String why, Instant now) {
            return new Lane(waiting, failingSince == null ? now : failingSince, why);
        }
    }

    private final Map<String, Lane> lanes = new ConcurrentSkipListMap<>();
    private volatile State state = State.STARTING;
    private volatile long movedAt = System.nanoTime();
    private volatile int incidents;
    private volatile boolean fileRejected;

    public State state() {
        return state;
    }

    void state(State next) {
        state = next;
        moved();
    }

    /** The desk's thread has got on. */
    void moved() {
        movedAt = System.nanoTime();
    }

    /** For how long the desk's thread has not got on. */
    public Duration sinceMoved() {
        return Duration.ofNanos(System.nanoTime() - movedAt);
    }

    /** Incidents that are followed: open ones, and those that may come back. */
    public int incidents() {
        return incidents;
    }

    void incidents(int count) {
        incidents = count;
    }

    /** The file has mistakes, and what it said before is in force. */
    public boolean isFileRejected() {
        return fileRejected;
    }

    void fileRejected(boolean rejected) {
        fileRejected = rejected;
    }

    /** By name of the receiver. */
    public Map<String, Lane> lanes() {
        return Map.copyOf(lanes);
    }

    public Lane lane(String receiver) {
        return lanes.getOrDefault(receiver, Lane.IDLE);
    }

    /** These receivers and no others. */
    void receivers(Collection<String> names) {
        lanes.keySet().retainAll(List.copyOf(names));
        names.forEach(name -> lanes.putIfAbsent(name, Lane.IDLE));
    }

    void waiting(String receiver, int count) {
        lanes.computeIfPresent(receiver, (name, lane) -> lane.waiting(count));
    }

    void taken(String receiver) {
        lanes.computeIfPresent(receiver, (name, lane) -> lane.taken());
    }

    void failed(String receiver, String why, Instant now) {
        lanes.computeIfPresent(receiver, (name, lane) -> lane.failed(why, now));
    }
}
