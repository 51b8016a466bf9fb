package dev.signalbox.db;

/** The database took nothing; the same call may succeed later. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String message) {
        super(message);
    }
}
