package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pack as it is sent, by a stranger. */
class PackZipTest {
    private static final byte[] SMALL = "x".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "../../etc/x",
                "a/../../x",
                "..",
                ".hidden/../../x",
                "/x",
                "a//x",
                "C:x",
                "a\\x",
                "..\\x",
                "../x/",
                "a\u0000b",
                "a/b/c/d/e/f/g/h/i"
            })
    void aPathThatLeadsOutOfThePackIsRefusedAlsoWhenItIsPassedOver(String path) throws IOException {
        var zip = zip(Map.of("process.yaml", SMALL, path, path.endsWith("/") ? new byte[0] : SMALL));
        assertThatThrownBy(() -> PackZip.read("trial", zip))
                .isInstanceOf(PackRefused.class)
                .hasMessageContaining("Expected each file once and inside the pack, but one is '" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {".h%d", "__MACOSX/._%d", "x%d.bak", "#%d#", "~$%d.xlsx", ".git/%d", "a%d.txt"})
    void whatIsPassedOverCountsWhenItIsUnpacked(String name) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 3; i++) {
            files.put(name.formatted(i), new byte[30 << 20]);
        }
        var zip = zip(files);
        assertThat(zip.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> PackZip.read("trial", zip))
                .isInstanceOf(PackRefused.class)
                .hasMessageContaining("together of 64 MiB, but at '" + name.formatted(2) + "' it is more");
    }

    @Test
    void moreEntriesThanAnyPackHasAreRefusedAlsoWhenTheyArePassedOver() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 5_000; i++) {
            files.put(i % 2 == 0 ? "." + i : "folder" + i + "/", new byte[0]);
        }
        var zip = zip(files);
        assertThatThrownBy(() -> PackZip.read("trial", zip)).isInstanceOf(PackRefused.class);
    }

    @Test
    void whatEditorsLeaveBehindIsStillPassedOver() throws Exception {
        var zip = zip(
                Map.of("process.yaml", SMALL, ".DS_Store", SMALL, "reference/", new byte[0], "reference/.x", SMALL));
        assertThat(PackZip.read("trial", zip)).extracting(PackFile::path).containsExactly("process.yaml");
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
