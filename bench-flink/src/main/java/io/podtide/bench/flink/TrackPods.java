package io.podtide.bench.flink;

import io.podtide.bench.flink.Sign.What;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** By pod: what it shows. State is read with every status, and written only when something has changed. */
final class TrackPods extends KeyedProcessFunction<String, Sighting, Sign> {

    @SuppressWarnings("NullAway.Init") // by open, where it runs
    private transient ValueState<PodMemory> pods;

    @Override
    public void open(OpenContext context) {
        pods = getRuntimeContext().getState(new ValueStateDescriptor<>("pods", PodMemory.class));
    }

    @Override
    public void processElement(Sighting sighting, Context context, Collector<Sign> out) throws Exception {
        var known = pods.value();
        var pod = known == null ? new PodMemory() : known;
        boolean changed = known == null;
        changed |= due(pod, sighting.pod, sighting.at, out); // the watermark may still wait for other partitions
        if (sighting.gone) {
            forget(pod, sighting, context.timerService(), out);
            return;
        }
        if (sighting.what == Sighting.What.SCALE_UP) {
            changed |= !pod.scalingUp;
            pod.scalingUp = true;
            arm(pod, context.timerService());
        } else {
            pod.workload = sighting.workload;
            changed |= count(pod, sighting, out);
            changed |= start(pod, sighting, context.timerService(), out);
            changed |= leave(pod, sighting, context.timerService());
        }
        if (changed) {
            pods.update(pod);
        }
    }

    private static boolean count(PodMemory pod, Sighting sighting, Collector<Sign> out) {
        boolean changed = pod.failedRun != sighting.failedRun;
        if (sighting.failedRun && !pod.failedRun) {
            out.collect(sign(What.RESTARTED, pod, sighting).of("", 1, false));
        }
        pod.failedRun = sighting.failedRun;
        for (int i = 0; i < sighting.containers.length; i++) {
            int at = pod.indexOf(sighting.containers[i]);
            if (at < 0) {
                at = add(pod, sighting, i);
                changed = true;
            }
            int restarts = sighting.restarts[i] - pod.restarts[at];
            int runs = sighting.ended[i] - pod.ended[at];
            if (restarts != 0 || runs > 0) {
                if (!sighting.leaving) {
                    tell(pod, sighting, i, restarts, runs, out);
                }
                pod.restarts[at] = sighting.restarts[i];
                pod.ended[at] = Math.max(pod.ended[at], sighting.ended[i]);
                changed = true;
            }
        }
        return changed;
    }

    /** A count seen for the first time is history, but for a pod that was made just now. */
    private static int add(PodMemory pod, Sighting sighting, int i) {
        int at = pod.containers.length;
        pod.containers = Arrays.copyOf(pod.containers, at + 1);
        pod.restarts = Arrays.copyOf(pod.restarts, at + 1);
        pod.ended = Arrays.copyOf(pod.ended, at + 1);
        pod.containers[at] = sighting.containers[i];
        pod.restarts[at] = sighting.young ? 0 : sighting.restarts[i];
        pod.ended[at] = sighting.young ? -1 : sighting.ended[i];
        return at;
    }

    private static void tell(PodMemory pod, Sighting sighting, int i, int restarts, int runs, Collector<Sign> out) {
        byte ends = sighting.ends[i];
        int kills = Ends.kills(ends, runs);
        if (kills > 0) {
            out.collect(sign(What.KILLED_BY_MEMORY, pod, sighting).of(sighting.containers[i], kills, false));
        }
        if (restarts > 0 && !Ends.bookkeeping(ends) && !Ends.lastByMemory(ends)) {
            out.collect(sign(What.RESTARTED, pod, sighting).of(sighting.containers[i], restarts, Ends.reboot(ends)));
        }
    }

    private static boolean start(PodMemory pod, Sighting sighting, TimerService timers, Collector<Sign> out) {
        if (sighting.stage == pod.stage) {
            return false;
        }
        if (sighting.stage == Stage.NONE && pod.stuck) {
            out.collect(sign(What.NOT_PENDING, pod, sighting));
            pod.stuck = false;
        } else if (!pod.stuck) {
            pod.stageSince =
                    pod.stage == Stage.NONE ? sighting.stageSince : Math.max(pod.stageSince, sighting.stageSince);
            pod.stageSeen = sighting.at;
        }
        pod.stage = sighting.stage;
        arm(pod, timers);
        return true;
    }

    private static void arm(PodMemory pod, TimerService timers) {
        long due =
                pod.stage == Stage.NONE || pod.stuck ? 0 : pod.stage.due(pod.stageSince, pod.stageSeen, pod.scalingUp);
        move(timers, pod.stageDue, due);
        pod.stageDue = due;
    }

    private static boolean leave(PodMemory pod, Sighting sighting, TimerService timers) {
        if (pod.overstays || pod.leaveDue == sighting.leaveBy) {
            return false;
        }
        move(timers, pod.leaveDue, sighting.leaveBy);
        pod.leaveDue = sighting.leaveBy;
        return true;
    }

    private static void move(TimerService timers, long from, long to) {
        if (from == to) {
            return;
        }
        if (from != 0) {
            timers.deleteEventTimeTimer(from);
        }
        if (to != 0) {
            timers.registerEventTimeTimer(to);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Sign> out) throws Exception {
        var pod = pods.value();
        if (pod == null) {
            return;
        }
        if (due(pod, context.getCurrentKey(), time, out)) {
            pods.update(pod);
        }
    }

    private static boolean due(PodMemory pod, String key, long now, Collector<Sign> out) {
        boolean stuck = pod.stageDue != 0 && pod.stageDue <= now;
        if (stuck) {
            out.collect(Sign.of(What.PENDING, pod.workload, key, pod.stageDue));
            pod.stageDue = 0;
            pod.stuck = true;
        }
        boolean overstays = pod.leaveDue != 0 && pod.leaveDue <= now && !pod.overstays;
        if (overstays) {
            out.collect(Sign.of(What.TERMINATING, pod.workload, key, pod.leaveDue));
            pod.overstays = true;
        }
        return stuck || overstays;
    }

    private void forget(PodMemory pod, Sighting sighting, TimerService timers, Collector<Sign> out) {
        move(timers, pod.stageDue, 0);
        move(timers, pod.overstays ? 0 : pod.leaveDue, 0);
        if (pod.stuck || pod.overstays) {
            out.collect(sign(What.GONE, pod, sighting));
        }
        pods.clear();
    }

    private static Sign sign(What what, PodMemory pod, Sighting sighting) {
        return Sign.of(what, pod.workload, sighting.pod, sighting.at);
    }
}
