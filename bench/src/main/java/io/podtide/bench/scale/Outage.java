package io.podtide.bench.scale;

/** When an instance ceased to be ready and when it was ready again, in seconds; 0 as long as it has not been seen. */
final class Outage {

    private double began;
    private double ended;

    void see(double now, boolean ready) {
        if (!ready) {
            began = began == 0 ? now : began;
            ended = 0; // there may be one rebalance after the other
        } else if (began > 0 && ended == 0) {
            ended = now;
        }
    }

    double began() {
        return began;
    }

    double ended() {
        return ended;
    }
}
