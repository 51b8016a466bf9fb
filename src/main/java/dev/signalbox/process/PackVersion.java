package dev.signalbox.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a pack's version is: SHA-256, in hex, over each file's path and bytes, each behind its length. */
final class PackVersion {
    private PackVersion() {}

    /** @param files sorted by path */
    static String of(List<PackFile> files) {
        MessageDigest digest = sha256();
        for (PackFile file : files) {
            add(digest, file.path().getBytes(StandardCharsets.UTF_8));
            add(digest, file.bytes());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    // Without the lengths, bytes could move from the end of one file to the start of the next unseen.
    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has, but it is missing", e);
        }
    }
}
