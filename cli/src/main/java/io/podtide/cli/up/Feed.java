package io.podtide.cli.up;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/** Where {@code up} gets its observations from. */
public interface Feed {

    /** For people: {@code cluster minikube}. */
    String display();

    /** Hands over observations until the listener has enough, or the thread is interrupted. */
    void run(Target target, Listener listener) throws IOException, InterruptedException, ExecutionException;

    /** Is told how a feed gets on. */
    interface Listener {

        /** Something of this cluster is handed over, or was at an earlier start. */
        default void met(String cluster) {}

        /** @param observedAt time of the newest observation */
        void handedOver(long observations, Instant observedAt);

        /**
         * There is no more to come.
         *
         * @return whether the feed is to end; otherwise it keeps its clusters from falling silent
         */
        boolean ended();
    }
}
