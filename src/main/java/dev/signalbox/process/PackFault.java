package dev.signalbox.process;

/**
 * Why a pack does not load.
 *
 * @param file the file, below the folder of packs
 * @param line 1-based, or 0 when the fault has no line
 * @param message what was expected, and what was found
 */
public record PackFault(String file, int line, String message) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
