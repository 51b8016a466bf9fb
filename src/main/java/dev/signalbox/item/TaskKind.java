package dev.signalbox.item;

/** What is asked of a person. */
public enum TaskKind {
    /** Judge the item and name its outcome. */
    REVIEW,
    /** Mend its data, so that it is decided again. */
    CORRECT,
    /** An automatic step gave up: retry it, skip it, or close the item by hand. */
    RESOLVE
}
