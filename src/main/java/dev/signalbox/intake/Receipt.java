package dev.signalbox.intake;

import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import java.util.function.Supplier;

/** What became of one submission, once it is on the disk. */
public sealed interface Receipt {

    /**
     * It is an item.
     *
     * @param replayed whether it was accepted before: then everything here is the first answer again
     * @param json the item as the API shows it
     */
    record Accepted(String id, Route route, ItemStatus status, boolean replayed, Supplier<byte[]> json)
            implements Receipt {}

    /** Its key belongs to another body. */
    record KeyReused(String id) implements Receipt {
        public String message() {
            return "Expected the same body as when this key was first used, for item " + id + ", but it is another";
        }
    }

    /** It is no item at all. */
    record Malformed(String message) implements Receipt {}

    /** It could not be taken in, through no fault of its sender; those that came together with it are. */
    record Failed(Throwable failure) implements Receipt {}
}
