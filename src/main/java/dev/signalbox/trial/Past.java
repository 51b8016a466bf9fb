package dev.signalbox.trial;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Items of the past, some at a time. Read by one thread; what is read may be bound on any. */
public interface Past extends AutoCloseable {

    /** The next items, not bound yet; null at the end. */
    @Nullable
    Supplier<List<PastItem>> next() throws IOException;

    /** What is to be known of all of them before the first: nothing, mostly. */
    default List<String> remarks() {
        return List.of();
    }

    /** How far it was read, of {@link #length}. */
    long position();

    /** Bytes or items, whichever is known. */
    long length();

    @Override
    void close() throws IOException;
}
