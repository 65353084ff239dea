package io.podtide.bench.flink;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** By workload: one alert for a failure, however many pods show it. A line each: OPEN or RESOLVED, kind, workload, time. */
final class RaiseAlerts extends KeyedProcessFunction<String, Sign, String> {

    /** So long after the last restart or kill it is over: 10 minutes to be calm, 5 to be sure. */
    private static final long CALM = Duration.ofMinutes(15).toMillis();

    private static final String LOOP = "RESTART_LOOP";
    private static final String OOM = "OOM";

    @SuppressWarnings("NullAway.Init") // by open, where it runs
    private transient ValueState<WorkloadMemory> workloads;

    @Override
    public void open(OpenContext context) {
        workloads = getRuntimeContext().getState(new ValueStateDescriptor<>("workloads", WorkloadMemory.class));
    }

    @Override
    public void processElement(Sign sign, Context context, Collector<String> out) throws Exception {
        var known = workloads.value();
        var workload = known == null ? new WorkloadMemory() : known;
        switch (sign.what) {
            case RESTARTED -> restarted(workload, sign, context.timerService(), out);
            case KILLED_BY_MEMORY -> killed(workload, sign, context.timerService(), out);
            case PENDING -> begins(workload.pending, "PENDING", sign, out);
            case NOT_PENDING -> ends(workload.pending, "PENDING", sign, out);
            case TERMINATING -> begins(workload.terminating, "TERMINATING", sign, out);
            case GONE -> {
                ends(workload.pending, "PENDING", sign, out);
                ends(workload.terminating, "TERMINATING", sign, out);
            }
        }
        workloads.update(workload);
    }

    private static void restarted(WorkloadMemory workload, Sign sign, TimerService timers, Collector<String> out) {
        if (workload.oomUntil != 0) {
            return; // part of that
        }
        workload.add(sign);
        if (workload.loopUntil != 0 || workload.loops(sign.at)) {
            workload.loopUntil = open(workload.loopUntil, LOOP, sign, timers, out);
        }
    }

    private static void killed(WorkloadMemory workload, Sign sign, TimerService timers, Collector<String> out) {
        workload.add(sign);
        if (workload.oomUntil != 0 || workload.runsOutOfMemory(sign.at)) {
            workload.oomUntil = open(workload.oomUntil, OOM, sign, timers, out);
        }
    }

    private static long open(long until, String kind, Sign sign, TimerService timers, Collector<String> out) {
        if (until == 0) {
            out.collect(line("OPEN", kind, sign.workload, sign.at));
        } else {
            timers.deleteEventTimeTimer(until);
        }
        long next = Math.max(until, sign.at + CALM);
        timers.registerEventTimeTimer(next);
        return next;
    }

    private static void begins(List<String> pods, String kind, Sign sign, Collector<String> out) {
        if (pods.isEmpty()) {
            out.collect(line("OPEN", kind, sign.workload, sign.at));
        }
        pods.add(sign.pod);
    }

    private static void ends(List<String> pods, String kind, Sign sign, Collector<String> out) {
        if (pods.remove(sign.pod) && pods.isEmpty()) {
            out.collect(line("RESOLVED", kind, sign.workload, sign.at));
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
        var workload = workloads.value();
        if (workload == null) {
            return;
        }
        if (time == workload.loopUntil) {
            workload.loopUntil = 0;
            out.collect(line("RESOLVED", LOOP, context.getCurrentKey(), time));
        }
        if (time == workload.oomUntil) {
            workload.oomUntil = 0;
            out.collect(line("RESOLVED", OOM, context.getCurrentKey(), time));
        }
        workloads.update(workload);
    }

    private static String line(String what, String kind, String workload, long at) {
        return what + '\t' + kind + '\t' + workload + '\t' + at;
    }
}
