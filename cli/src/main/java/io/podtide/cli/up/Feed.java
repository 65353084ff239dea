package io.podtide.cli.up;

import io.podtide.ingest.publish.Sink;
import java.io.IOException;

/** Where {@code up} gets its observations from. */
public interface Feed {

    /** For people: {@code context minikube}. */
    String display();

    /** Hands over observations until there are no more, or the thread is interrupted. */
    void run(Sink sink, PlayProgress progress) throws IOException, InterruptedException;

    /** Called now and then after {@link #run} has ended by itself. */
    void keepAlive(Sink sink);
}
