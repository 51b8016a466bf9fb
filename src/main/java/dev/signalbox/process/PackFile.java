package dev.signalbox.process;

import java.nio.charset.StandardCharsets;

/** One file of a pack. */
public final class PackFile {
    private final String path;
    private final byte[] bytes;

    /** @param path below the pack's folder, with forward slashes */
    public PackFile(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes.clone();
    }

    public String path() {
        return path;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as UTF-8, without the byte order mark that some editors put first. */
    public String text() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
