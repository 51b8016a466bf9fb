package dev.signalbox.execution;

import dev.signalbox.db.Tx;
import dev.signalbox.decision.Processes;
import dev.signalbox.execution.WorkStore.Claim;
import dev.signalbox.execution.WorkStore.Names;
import dev.signalbox.process.StepDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a worker may start now: steps whose time has come, but for those whose receiver rests. They are put off untried. */
record Due(Processes processes, Receivers receivers) {
    private static final int PUT_OFF_AT_ONCE = 1_000;
    /** Beyond its timeout, for a trial to be written down. */
    private static final Duration TO_REPORT = Duration.ofSeconds(5);

    /** Claims up to so many of the steps that are meant. */
    interface Claiming {
        List<Claim> claim(String process, Names names, int limit) throws SQLException;
    }

    /** @param free how many of each process; of processes that are not loaded nobody knows the addresses */
    List<Claim> claim(Tx tx, Map<String, Integer> free, Claiming claiming) throws SQLException {
        var claimed = new ArrayList<Claim>();
        for (var each : free.entrySet()) {
            var steps = processes
                    .find(each.getKey())
                    .map(live -> live.pack().definition().steps());
            if (steps.isPresent()) {
                claim(tx, each.getKey(), steps.get(), each.getValue(), claiming, claimed);
            }
        }
        return claimed;
    }

    private void claim(
            Tx tx, String process, Map<String, StepDefinition> steps, int free, Claiming claiming, List<Claim> claimed)
            throws SQLException {
        var closed = new ArrayList<String>();
        int before = claimed.size();
        for (var step : steps.entrySet()) {
            var place = step.getValue().http().place();
            var only = new Names(List.of(step.getKey()), false);
            switch (receivers.gate(place, step.getValue().patience(), tx.now())) {
                case OPEN -> {}
                case RESTS -> {
                    closed.add(step.getKey());
                    // What cannot be put off is left out all the same.
                    var unused = tx.apart(part ->
                            WorkStore.putOff(part, process, only, receivers.restsUntil(place), PUT_OFF_AT_ONCE));
                }
                case TRIAL -> {
                    closed.add(step.getKey());
                    var trial = claiming.claim(process, only, 1);
                    if (!trial.isEmpty()) {
                        claimed.addAll(trial);
                        receivers.onTrial(
                                place, tx.now().plus(step.getValue().timeout()).plus(TO_REPORT));
                    }
                }
            }
        }
        int left = free - (claimed.size() - before);
        if (left > 0) {
            claimed.addAll(claiming.claim(process, new Names(closed, true), left));
        }
    }
}
