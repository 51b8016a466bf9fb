package dev.signalbox.outcome;

/** What somebody who acts is. Told by what was done, never by how a name is spelled. */
public enum ActorKind {
    /** A reviewer. */
    PERSON,
    /** Who posted the item. */
    SYSTEM,
    /** The engine itself: its clock, and its workers that carry out automatic steps. */
    ENGINE,
    /** The rules of a pack's version. */
    RULES
}
