package dev.signalbox.web.pages;

import dev.signalbox.item.TaskKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /tasks/{id}} shows.
 *
 * @param due null while other tasks of the item come before it
 * @param outcomes of the process, to choose from; none when its pack is not loaded here
 * @param failure what a RESOLVE task is about, otherwise null
 * @param typed what the reader typed before a refusal, so that nothing is lost
 */
public record TaskPage(
        Frame frame,
        String id,
        String href,
        TaskKind kind,
        Queue queue,
        @Nullable Moment due,
        int priority,
        Holding holding,
        ItemHead item,
        Sheet sheet,
        Why why,
        Course course,
        List<Choice> outcomes,
        @Nullable Failure failure,
        Typed typed) {

    /** The queue the task is in. */
    public record Queue(String href, String title) {}

    /**
     * Who has the task.
     *
     * @param who the holder or, when it is done, who did it; otherwise null
     * @param until when the claim ends
     */
    public record Holding(
            State state, @Nullable String who, @Nullable Moment until) {}

    /**
     * WAITING: other tasks come before it. FREE: nobody holds it. MINE: the reader does. OTHERS: somebody else does. DONE:
     * nothing is left to do. SKIPPED: nothing was to be done, after all.
     */
    public enum State {
        WAITING,
        FREE,
        MINE,
        OTHERS,
        DONE,
        SKIPPED
    }

    /**
     * An outcome to choose.
     *
     * @param steps what it carries out, in words
     * @param key the digit that chooses it, or 0
     */
    public record Choice(String outcome, String steps, boolean suggested, boolean chosen, int key) {}

    /** The automatic step that failed. */
    public record Failure(String step, int attempts, String error) {}

    /**
     * What was typed before a refusal.
     *
     * @param whole all of it as one text, to be copied or added to the history
     * @param wrong whether it was looked at, and is wrong
     */
    public record Typed(String note, String action, boolean any, String whole, boolean wrong) {}

    /** What was typed can no longer be sent: it is shown apart. */
    public boolean kept() {
        return typed.any() && !answers();
    }

    /** Whether the reader's answer can be typed: it is theirs, or was and its text must not be lost. */
    public boolean answers() {
        return switch (holding.state()) {
            case MINE -> isLoaded();
            case FREE, OTHERS -> isLoaded() && typed.any();
            case WAITING, DONE, SKIPPED -> false;
        };
    }

    /** Whether the process's pack is loaded here: a process has outcomes to choose from. */
    public boolean isLoaded() {
        return !outcomes.isEmpty();
    }

    /** Whether the fields are inputs. */
    public boolean editing() {
        return kind == TaskKind.CORRECT && answers();
    }

    /** Shown, but not to be sent: somebody else has it now. */
    public boolean frozen() {
        return holding.state() == State.OTHERS;
    }
}
