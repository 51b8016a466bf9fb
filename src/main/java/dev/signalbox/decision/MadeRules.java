package dev.signalbox.decision;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What compiling made of a pack's rules. Who keeps it spares the next start of the same version most of its time.
 *
 * @param classes the bytes of class files, by internal name
 * @param companions names of the rules among them that nobody wrote
 */
public record MadeRules(Map<String, byte[]> classes, Set<String> companions) {
    private static final String CLASS = ".class";
    private static final String COMPANIONS = "companions.txt";

    /** As a zip of class files, and a list of names. */
    public byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey() + CLASS));
                zip.write(entry.getValue());
            }
            zip.putNextEntry(new ZipEntry(COMPANIONS));
            zip.write(String.join("\n", companions).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Expected memory to take what is written, but " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it is not what {@link #zip} wrote */
    public static MadeRules unzip(byte[] bytes) throws IOException {
        var classes = new TreeMap<String, byte[]>();
        Set<String> companions = null;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                byte[] content = zip.readAllBytes();
                if (name.endsWith(CLASS)) {
                    classes.put(name.substring(0, name.length() - CLASS.length()), content);
                } else if (name.equals(COMPANIONS)) {
                    companions =
                            new String(content, StandardCharsets.UTF_8).lines().collect(Collectors.toUnmodifiableSet());
                }
            }
        }
        if (companions == null) {
            throw new IOException("Expected classes and " + COMPANIONS + ", but there is none");
        }
        return new MadeRules(classes, companions);
    }
}
