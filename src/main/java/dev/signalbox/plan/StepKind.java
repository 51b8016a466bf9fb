package dev.signalbox.plan;

/** Who carries a step out: a machine or a person. */
public enum StepKind {
    AUTOMATIC,
    HUMAN
}
