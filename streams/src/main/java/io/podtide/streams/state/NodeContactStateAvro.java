package io.podtide.streams.state;

import io.podtide.detect.node.NodeContact;
import io.podtide.schema.NodeContactState;

/** {@link NodeContact} as Avro. */
public final class NodeContactStateAvro {

    private NodeContactStateAvro() {}

    public static NodeContactState toAvro(NodeContact contact) {
        if (contact instanceof NodeContact.Lost lost) {
            return new NodeContactState(lost.since());
        }
        throw new IllegalArgumentException("nothing is not kept: " + contact);
    }

    public static NodeContact fromAvro(NodeContactState avro) {
        return new NodeContact.Lost(avro.getLostSince());
    }
}
