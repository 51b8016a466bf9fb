package dev.signalbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A copy of {@code rules/}, to be changed as an analyst would. */
public record RulesCopy(Path folder) {

    public static RulesCopy in(Path scratch) {
        Path original = Path.of("rules");
        Path copy = scratch.resolve("rules");
        try (var files = Files.walk(original)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = copy.resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RulesCopy(copy);
    }

    public RulesCopy edit(String file, UnaryOperator<String> change) {
        try {
            Path path = folder.resolve(file);
            String before = Files.readString(path, StandardCharsets.UTF_8);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new AssertionError("Expected a change of " + file + ", but it stayed the same");
            }
            Files.writeString(path, after, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public RulesCopy write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public String path(String file) {
        return folder.resolve(file).toString();
    }
}
