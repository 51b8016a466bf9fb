package dev.signalbox.plan;

/**
 * What has become of the items of a process that arrived since a moment. Every item is counted once, so the parts add up to all
 * that were accepted.
 *
 * @param untouched closed, and no person had to do with it
 * @param withPerson closed, and a person had to do with it: reviewed it, corrected it, resolved a failed step
 * @param working the machine carries out its steps
 * @param stuck a step of the machine has failed: it is tried again, or waits for a person to resolve it
 * @param waiting a person is asked to review or correct it
 */
public record Cohort(
        String process, long accepted, long untouched, long withPerson, long working, long stuck, long waiting) {}
