package io.podtide.streams.state;

import io.podtide.detect.fleet.Group;
import io.podtide.detect.fleet.Group.Child;
import io.podtide.detect.fleet.Group.Look;
import io.podtide.detect.fleet.Group.Standing;
import io.podtide.detect.fleet.Shared;
import io.podtide.detect.fleet.Thing;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.schema.ChildStanding;
import io.podtide.schema.ChildState;
import io.podtide.schema.GroupState;
import io.podtide.schema.IncidentScope;
import io.podtide.schema.SharedThing;
import io.podtide.wire.avro.IncidentAvro;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Group} as Avro. */
public final class GroupStateAvro {

    private GroupStateAvro() {}

    public static GroupState toAvro(Group group) {
        var shared = group.shared();
        var next = group.next();
        return new GroupState(
                IncidentScope.valueOf(shared.scope().name()),
                shared.cluster(),
                shared.node(),
                shared.cause(),
                SharedThing.valueOf(shared.thing().name()),
                shared.name(),
                group.children().entrySet().stream()
                        .map(e -> child(e.getKey(), e.getValue()))
                        .toList(),
                group.told() == null ? null : IncidentAvro.toAvro(group.told()),
                next == null ? null : next.at(),
                next == null ? null : next.cluster());
    }

    /** Empty for something shared that this version does not know. */
    public static Optional<Group> fromAvro(GroupState avro) {
        if (avro.getThing() == SharedThing.OTHER) {
            return Optional.empty();
        }
        var shared = new Shared(
                Scope.valueOf(avro.getScope().name()),
                avro.getCluster(),
                avro.getNode(),
                avro.getCause(),
                Thing.valueOf(avro.getThing().name()),
                avro.getName());
        var children = new TreeMap<String, Child>();
        avro.getChildren().forEach(child -> children.put(child.getId(), child(child)));
        return Optional.of(new Group(
                shared,
                children,
                avro.getTold() == null
                        ? null
                        : IncidentAvro.fromAvro(avro.getTold()).orElse(null),
                next(avro)));
    }

    private static ChildState child(String id, Child child) {
        return new ChildState(
                id,
                child.cluster(),
                child.subject(),
                child.joinedAt(),
                ChildStanding.valueOf(child.standing().name()));
    }

    private static Child child(ChildState avro) {
        var standing = Standing.valueOf(avro.getStanding().name());
        return new Child(avro.getCluster(), avro.getSubject(), avro.getJoinedAt(), standing);
    }

    private static @Nullable Look next(GroupState avro) {
        return avro.getNextAt() == null || avro.getNextOf() == null
                ? null
                : new Look(avro.getNextOf(), avro.getNextAt());
    }
}
